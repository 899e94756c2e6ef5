import { Field, Int, ObjectType } from 'type-graphql'
import type { CatalogueStats } from '../src/domain/profile.js'
import type { Aspect } from '../src/domain/review.js'
import { plain } from './options.js'

@ObjectType('Aspect', plain('A node of the tree of things that reviews speak of.'))
export class AspectType implements Aspect {
  @Field(() => String, { description: 'Canonical.' })
  name!: string
  @Field(() => String, { nullable: true, description: 'Name of the wider aspect; null at the top.' })
  parent!: string | null
  @Field(() => [String], { description: 'Words that map to it.' })
  synonyms!: string[]
}

@ObjectType('YearCount', plain('How many songs are of a year.'))
export class YearCountType {
  @Field(() => Int, { description: 'Of release.' })
  year!: number
  @Field(() => Int, { description: 'Songs of that year, at least 1.' })
  count!: number
}

@ObjectType('CatalogueStats', plain('What is loaded.'))
export class CatalogueStatsType implements Omit<CatalogueStats, 'totals'> {
  @Field(() => [YearCountType], { description: 'By year; years without songs are left out.' })
  songsPerYear!: YearCountType[]
  @Field(() => Int, { description: 'Songs whose year is not known.' })
  songsWithoutYear!: number
}
