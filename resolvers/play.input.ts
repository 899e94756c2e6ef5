import { GraphQLDateTime } from 'graphql-scalars'
import { Field, ID, InputType, Int } from 'type-graphql'

@InputType('PlayInput', { description: 'A report that a user played a song.' })
export class PlayInput {
  @Field(() => ID, { description: '1 to 256 characters. A user need not be made known before.' })
  userId!: string
  @Field(() => ID, { description: 'Of a song of the catalogue.' })
  songId!: string
  @Field(() => Int, { nullable: true, defaultValue: 1, description: 'Plays reported at once, 1 to 1,000,000.' })
  count?: number | null
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null where it is not known.' })
  playedAt?: Date | null
  @Field(() => ID, {
    nullable: true,
    description: 'A repeated one of the same user is counted once, so a report can be sent again safely.',
  })
  eventId?: string | null
}
