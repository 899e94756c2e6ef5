import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import type { Reason, Recommendation, SimilarSong } from '../src/domain/recommendation.js'
import { take } from './arguments.js'
import { toConnection } from './connection.js'
import type { Context } from './context.js'
import { first } from './options.js'
import { RecommendationsArguments } from './recommendation.input.js'
import { ReasonType, RecommendationConnection, RecommendationType, SimilarSongType } from './recommendation.type.js'

@Resolver(() => RecommendationType)
export class RecommendationResolver {
  @Query(() => RecommendationConnection, {
    complexity: 20,
    description:
      'Best first. Never a song the user already played or reviewed, unless asked. A user never heard of gets what most people like, not an error. Plays and reviews count from the request after them.',
  })
  async recommendations(
    @Args(() => RecommendationsArguments) args: RecommendationsArguments,
    @Ctx() { services }: Context,
  ) {
    const page = await services.recommendations.recommend(args)
    const { recommendationId, basis, modelVersion } = page
    return { ...toConnection(page), recommendationId, basis, modelVersion }
  }

  @FieldResolver(() => [ReasonType], { description: 'What spoke for it, most first.' })
  reasons(@Root() recommendation: Recommendation, @Arg('first', () => Int, first(3)) count: number): readonly Reason[] {
    return take(recommendation.reasons, count)
  }
}

@Resolver(() => SimilarSongType)
export class SimilarSongResolver {
  @Query(() => [SimilarSongType], {
    complexity: 20,
    description: 'Songs that resemble this one, most alike first. NOT_FOUND for an unknown song.',
  })
  similarSongs(
    @Arg('songId', () => ID) songId: string,
    @Arg('first', () => Int, first(20)) count: number,
    @Ctx() { services }: Context,
  ): Promise<SimilarSong[]> {
    return services.recommendations.similarSongs(songId, count)
  }

  @FieldResolver(() => [ReasonType], { description: 'What makes it alike, most first.' })
  reasons(@Root() similar: SimilarSong, @Arg('first', () => Int, first(3)) count: number): readonly Reason[] {
    return take(similar.reasons, count)
  }
}
