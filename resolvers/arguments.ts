import { ArgsType, Field, Int } from 'type-graphql'
import { checkFirst } from '../src/domain/input.js'
import type { PageArgs } from '../src/services/services.js'
import { first } from './options.js'

/** `first` and `after` of a connection. */
@ArgsType()
export class PageArguments implements PageArgs {
  @Field(() => Int, first(20))
  first!: number
  @Field(() => String, { nullable: true, description: 'Begin after this cursor of an earlier page of the same list.' })
  after?: string | null
}

/**
 * The first entries of a list that the parent holds already.
 * @throws BadInputError unless `count` is 1 to 100
 */
export function take<T>(list: readonly T[], count: number): readonly T[] {
  return list.slice(0, checkFirst(count))
}
