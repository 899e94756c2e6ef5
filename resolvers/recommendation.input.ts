import { GraphQLDateTime } from 'graphql-scalars'
import { ArgsType, Field, Float, ID, InputType } from 'type-graphql'
import type { PresentContext, RecommendationOptions } from '../src/domain/recommendation.js'
import { PageArguments } from './arguments.js'
import { SongFilterInput } from './song.input.js'

@InputType('ContextInput', { description: 'What they are listening to now, and when.' })
export class ContextInput implements PresentContext {
  @Field(() => [ID], {
    nullable: true,
    description:
      "This session's songs, oldest first; what the model does not know of them counts for nothing. Left out: the songs whose last recorded play was in the two hours before `at`.",
  })
  recentSongIds?: string[] | null
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Defaults to now. Songs like those that they last played around this time of day gain, where a training found that it tells.',
  })
  at?: Date | null
}

@InputType('RecommendationOptions', { description: 'What may be shown, and what of it first.' })
export class RecommendationOptionsInput implements RecommendationOptions {
  @Field(() => ContextInput, {
    nullable: true,
    description: 'The situation: songs that go with it gain, and those of the session itself are not shown.',
  })
  context?: ContextInput | null
  @Field(() => SongFilterInput, { nullable: true, description: 'Only songs that pass.' })
  filter?: SongFilterInput | null
  @Field(() => [ID], { nullable: true, description: 'Song ids to leave out.' })
  exclude?: string[] | null
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Also songs the user has played or reviewed.',
  })
  includeKnown?: boolean | null
  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description: '0 (none) to 1: spread over artists and profiles. Reorders; scores stay as they are.',
  })
  diversity?: number | null
  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description: '0 (none) to 1: away from the popular. A contribution to the score.',
  })
  novelty?: number | null
}

@ArgsType()
export class RecommendationsArguments extends PageArguments {
  @Field(() => ID, { description: '1 to 256 characters; one never heard of is welcome.' })
  userId!: string
  @Field(() => RecommendationOptionsInput, { nullable: true })
  options?: RecommendationOptionsInput | null
}
