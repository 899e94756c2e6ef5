import { Field, ID, ObjectType } from 'type-graphql'
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
