import { GraphQLDateTime } from 'graphql-scalars'
import { Field, ID, Int, ObjectType } from 'type-graphql'
import type { ErasureReceipt } from '../src/services/services.js'
import { plain } from './options.js'

/** The value behind a User: its fields are read only when asked for. */
export interface UserRef {
  readonly id: string
}

@ObjectType('User', plain('Somebody who played, reviewed or tagged something.'))
export class UserType implements UserRef {
  @Field(() => ID, { description: "The host application's own string, 1 to 256 characters." })
  id!: string
}

@ObjectType('ErasureReceipt', plain('What was taken away of a user.'))
export class ErasureReceiptType implements ErasureReceipt {
  @Field(() => ID, { description: 'Who was erased.' })
  userId!: string
  @Field(() => Int, { description: 'With their quotes.' })
  reviewsRemoved!: number
  @Field(() => Int, { description: 'Summed over songs.' })
  playsRemoved!: number
  @Field(() => Int, { description: 'Of all songs.' })
  tagsRemoved!: number
  @Field(() => Boolean, { description: 'There was one.' })
  tasteRemoved!: boolean
  @Field(() => [ID], {
    description:
      'Versions of models that may have been trained while their data were there, newest first; the next training is free of them.',
  })
  modelsStillInfluenced!: string[]
  @Field(() => GraphQLDateTime, { description: 'When.' })
  erasedAt!: Date
}
