import { ArgsType, Field, Float, ID, InputType } from 'type-graphql'
import type { RecommendationOptions } from '../src/domain/recommendation.js'
import { PageArguments } from './arguments.js'
import { SongFilterInput } from './song.input.js'

@InputType('RecommendationOptions', { description: 'What may be shown, and what of it first.' })
export class RecommendationOptionsInput implements RecommendationOptions {
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
