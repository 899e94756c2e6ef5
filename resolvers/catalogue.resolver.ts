import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql'
import {
  type AspectSummary,
  type CatalogueStats,
  type SentimentSummary,
  sentimentSummary,
} from '../src/domain/profile.js'
import type { Aspect } from '../src/domain/review.js'
import { AspectType, CatalogueStatsType } from './catalogue.type.js'
import type { Context } from './context.js'
import { first } from './options.js'
import { AspectSummaryType, SentimentSummaryType } from './song-profile.type.js'

@Resolver(() => AspectType)
export class AspectResolver {
  @Query(() => [AspectType], { description: 'The aspects that reviews are read for, parents before children.' })
  aspects(@Ctx() { services }: Context): readonly Aspect[] {
    return services.catalogue.aspects()
  }
}

@Resolver(() => CatalogueStatsType)
export class CatalogueResolver {
  @Query(() => CatalogueStatsType, { complexity: 20, description: 'What is loaded, as of now.' })
  catalogueStats(@Ctx() { services }: Context): Promise<CatalogueStats> {
    return services.catalogue.stats()
  }

  @FieldResolver(() => Int, { description: 'Songs of the catalogue.' })
  songCount(@Root() { totals }: CatalogueStats): number {
    return totals.songCount
  }

  @FieldResolver(() => Int, { description: 'Users with plays, reviews, tags or taste.' })
  userCount(@Root() { totals }: CatalogueStats): number {
    return totals.userCount
  }

  @FieldResolver(() => Int, { description: 'Reviews stored.' })
  reviewCount(@Root() { totals }: CatalogueStats): number {
    return totals.reviewCount
  }

  @FieldResolver(() => Float, { description: 'Plays summed over users and songs.' })
  playCount(@Root() { totals }: CatalogueStats): number {
    return totals.playCount
  }

  @FieldResolver(() => SentimentSummaryType, { description: 'What all reviews say as a whole.' })
  sentiment(@Root() { totals }: CatalogueStats): SentimentSummary {
    return sentimentSummary(totals, totals)
  }

  @FieldResolver(() => [AspectSummaryType], { description: 'Over all reviews, most mentioned first.' })
  aspects(@Arg('first', () => Int, first(20)) count: number, @Ctx() { services }: Context): Promise<AspectSummary[]> {
    return services.catalogue.aspectSummaries(count)
  }
}
