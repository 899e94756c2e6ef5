import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { AspectTaste, Conflict, WeightedName } from '../src/domain/profile.js'
import type { Quote } from '../src/domain/review.js'
import type { Song } from '../src/domain/song.js'
import type { Taste, User } from '../src/domain/user.js'
import type { Context } from './context.js'
import { first } from './options.js'
import { QuoteType } from './quote.type.js'
import { SongType } from './song.type.js'
import { AspectTasteType, ConflictType, TasteType, UserProfileType, WeightedNameType } from './user-profile.type.js'
import { capped, found } from './values.js'

type OfUser = { readonly userId: string }

@Resolver(() => UserProfileType)
export class UserProfileResolver {
  @FieldResolver(() => Int, { description: 'Plays summed over songs; shown as 2,147,483,647 where it is more.' })
  playCount(@Root() user: User): number {
    return capped(user.playCount)
  }

  @FieldResolver(() => [AspectTasteType], { description: 'Most important first.' })
  async aspects(
    @Root() { id }: User,
    @Arg('first', () => Int, first(10)) count: number,
    @Ctx() { services }: Context,
  ): Promise<(AspectTaste & OfUser)[]> {
    return (await services.users.aspects(id, count)).map(taste => ({ ...taste, userId: id }))
  }

  @FieldResolver(() => [WeightedNameType], { description: 'Most important first.' })
  genres(
    @Root() { id }: User,
    @Arg('first', () => Int, first(10)) count: number,
    @Ctx() { services }: Context,
  ): Promise<WeightedName[]> {
    return services.users.genres(id, count)
  }

  @FieldResolver(() => [WeightedNameType], { description: 'Most important first.' })
  artists(
    @Root() { id }: User,
    @Arg('first', () => Int, first(10)) count: number,
    @Ctx() { services }: Context,
  ): Promise<WeightedName[]> {
    return services.users.artists(id, count)
  }

  @FieldResolver(() => [ConflictType], { description: 'Heavy plays with a bad review, or the reverse.' })
  conflicts(
    @Root() { id }: User,
    @Arg('first', () => Int, first(10)) count: number,
    @Ctx() { services }: Context,
  ): Promise<Conflict[]> {
    return services.users.conflicts(id, count)
  }

  @FieldResolver(() => TasteType, { description: 'What they set by hand.' })
  taste(@Root() { id }: User, @Ctx() { services }: Context): Promise<Taste> {
    return services.users.taste(id)
  }
}

@Resolver(() => AspectTasteType)
export class AspectTasteResolver {
  @FieldResolver(() => [QuoteType], { description: 'What they say of it in their own words, most telling first.' })
  quotes(
    @Root() { aspect, userId }: AspectTaste & OfUser,
    @Arg('first', () => Int, first(3)) count: number,
    @Ctx() { services }: Context,
  ): Promise<Quote[]> {
    return services.users.quotes(userId, aspect, count)
  }
}

@Resolver(() => ConflictType)
export class ConflictResolver {
  @FieldResolver(() => SongType, { description: 'What was both played and reviewed.' })
  async song(@Root() { songId }: Conflict, @Ctx() { services }: Context): Promise<Song> {
    return found(await services.songs.get(songId), 'song', songId)
  }

  @FieldResolver(() => Int, { description: 'Their plays of it; shown as 2,147,483,647 where it is more.' })
  playCount(@Root() conflict: Conflict): number {
    return capped(conflict.playCount)
  }
}
