import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'
import type { RecordPlaysResult } from '../src/services/services.js'
import { connectionType } from './connection.js'
import { plain } from './options.js'
import { RejectionType } from './song.type.js'

@ObjectType('PlayCount', plain('How often one user played one song, summed over all plays.'))
export class PlayCountType {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null where no play of it had a time.' })
  lastPlayedAt!: Date | null
}

export const PlayCountConnection = connectionType('PlayCount', () => PlayCountType)

@ObjectType('RecordPlaysResult', plain('recorded + repeated + the number of rejections is the length of the input.'))
export class RecordPlaysResultType implements RecordPlaysResult {
  @Field(() => Int, { description: 'Entries that were counted.' })
  recorded!: number
  @Field(() => Int, { description: 'Entries whose event id was known already; they were left alone.' })
  repeated!: number
  @Field(() => [RejectionType], { description: 'By position.' })
  rejected!: RejectionType[]
}
