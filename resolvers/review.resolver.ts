import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Review, ReviewAnalysis } from '../src/domain/review.js'
import type { Song } from '../src/domain/song.js'
import { ReviewAnalysisType } from './analysis.type.js'
import type { Context } from './context.js'
import { ReviewInput } from './review.input.js'
import { ReviewType } from './review.type.js'
import { SongType } from './song.type.js'
import { type UserRef, UserType } from './user.type.js'
import { found } from './values.js'

@Resolver(() => ReviewType)
export class ReviewResolver {
  @Query(() => ReviewType, { nullable: true, description: 'Null where there is none.' })
  review(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<Review | null> {
    return services.reviews.get(id)
  }

  @Query(() => ReviewAnalysisType, { complexity: 20, description: 'Reads a text without storing it.' })
  analyzeReview(@Arg('text', () => String) text: string, @Ctx() { services }: Context): Promise<ReviewAnalysis> {
    return services.reviews.analyze(text)
  }

  @Mutation(() => ReviewType, {
    complexity: 20,
    description:
      "Stores and reads a review. A second one of the same user and song replaces the first and keeps its id and createdAt. NOT_FOUND for an unknown song. The user's recommendations and the song's profile follow at once.",
  })
  postReview(@Arg('input', () => ReviewInput) input: ReviewInput, @Ctx() { services }: Context): Promise<Review> {
    return services.reviews.post(input)
  }

  @Mutation(() => Boolean, { description: 'False if there was none.' })
  deleteReview(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<boolean> {
    return services.reviews.remove(id)
  }

  @FieldResolver(() => UserType, { description: 'Who wrote it.' })
  user(@Root() { userId }: Review): UserRef {
    return { id: userId }
  }

  @FieldResolver(() => SongType, { description: 'What it is about.' })
  async song(@Root() { songId }: Review, @Ctx() { services }: Context): Promise<Song> {
    return found(await services.songs.get(songId), 'song', songId)
  }
}
