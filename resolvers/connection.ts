import { type ClassType, Field, Int, ObjectType } from 'type-graphql'
import type { Page } from '../src/domain/page.js'
import { plain } from './options.js'

@ObjectType('PageInfo', plain('Where a page lies in its list.'))
export class PageInfoType {
  @Field(() => Boolean, { description: 'More follows this page.' })
  hasNextPage!: boolean
  @Field(() => Boolean, { description: 'Something stands before this page.' })
  hasPreviousPage!: boolean
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge, to be given as `after`.' })
  endCursor!: string | null
}

/** The type `<name>Edge`. */
export function edgeType(name: string, nodeType: () => ClassType) {
  @ObjectType(`${name}Edge`, plain('One entry of a list, with its position.'))
  class Edge {
    @Field(() => nodeType(), { description: 'The entry.' })
    node!: object
    @Field(() => String, { description: 'Its position: opaque, and good for this list only.' })
    cursor!: string
  }
  return Edge
}

/** The type `<name>Connection`: a page of a list (Relay). */
export function connectionType(name: string, nodeType: () => ClassType) {
  const Edge = edgeType(name, nodeType)
  @ObjectType(`${name}Connection`, plain('A page of a list. It stays stable while entries are added.'))
  class Connection {
    @Field(() => [Edge], { description: 'The entries of this page, in order.' })
    edges!: object[]
    @Field(() => PageInfoType, { description: 'Where this page lies.' })
    pageInfo!: PageInfoType
    @Field(() => Int, { description: 'Entries of the whole list.' })
    totalCount!: number
  }
  return Connection
}

/** A domain page in the shape of a Relay connection. */
export function toConnection<T>({ items, totalCount, hasNextPage, hasPreviousPage }: Page<T>) {
  const startCursor = items[0]?.cursor ?? null
  const endCursor = items.at(-1)?.cursor ?? null
  return { edges: items, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, totalCount }
}
