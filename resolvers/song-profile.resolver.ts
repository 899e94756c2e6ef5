import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { AspectSummary, SongProfile } from '../src/domain/profile.js'
import type { Quote } from '../src/domain/review.js'
import { take } from './arguments.js'
import type { Context } from './context.js'
import { first } from './options.js'
import { QuoteType } from './quote.type.js'
import { AspectSummaryType, SongProfileType } from './song-profile.type.js'
import { capped } from './values.js'

/** Absent for the catalogue as a whole. */
type OfSong = { readonly songId?: string }

@Resolver(() => SongProfileType)
export class SongProfileResolver {
  @FieldResolver(() => Int, { description: 'Plays summed over users; shown as 2,147,483,647 where it is more.' })
  playCount(@Root() profile: SongProfile): number {
    return capped(profile.playCount)
  }

  @FieldResolver(() => [AspectSummaryType], { description: 'Most mentioned first; ties by name.' })
  aspects(
    @Root() { aspects, songId }: SongProfile & OfSong,
    @Arg('first', () => Int, first(10)) count: number,
  ): (AspectSummary & OfSong)[] {
    return take(aspects, count).map(aspect => ({ ...aspect, songId }))
  }
}

@Resolver(() => AspectSummaryType)
export class AspectSummaryResolver {
  @FieldResolver(() => [QuoteType], { description: 'What reviews say of it in their own words, most telling first.' })
  quotes(
    @Root() { aspect, songId }: AspectSummary & OfSong,
    @Arg('first', () => Int, first(3)) count: number,
    @Ctx() { services: { songs, catalogue } }: Context,
  ): Promise<Quote[]> {
    return songId === undefined ? catalogue.quotes(aspect, count) : songs.quotes(songId, aspect, count)
  }
}
