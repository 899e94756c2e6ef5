import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Song } from '../src/domain/song.js'
import type { UpsertSongsResult } from '../src/services/services.js'
import { PageArguments } from './arguments.js'
import { toConnection } from './connection.js'
import type { Context } from './context.js'
import { first } from './options.js'
import { ReviewConnection } from './review.type.js'
import { SongInput, SongPatchInput, SongsArguments } from './song.input.js'
import { SongConnection, SongType, UpsertSongsResultType } from './song.type.js'
import { SongProfileType } from './song-profile.type.js'

@Resolver(() => SongType)
export class SongResolver {
  @Query(() => SongType, { nullable: true, description: 'Null where there is none.' })
  song(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<Song | null> {
    return services.songs.get(id)
  }

  @Query(() => SongConnection, { description: 'The catalogue in a stable order; ties go by id.' })
  async songs(@Args(() => SongsArguments) args: SongsArguments, @Ctx() { services }: Context) {
    return toConnection(await services.songs.page({ ...args, orderBy: args.orderBy ?? 'TITLE_ASC' }))
  }

  @Query(() => [SongType], {
    complexity: 20,
    description: 'By title, artist and album, best match first. Prefixes, accents and typing errors are tolerated.',
  })
  searchSongs(
    @Arg('query', () => String) query: string,
    @Arg('first', () => Int, first(20)) count: number,
    @Ctx() { services }: Context,
  ): Promise<Song[]> {
    return services.songs.search(query, count)
  }

  @Mutation(() => SongType, { description: 'CONFLICT if the id is taken.' })
  addSong(@Arg('input', () => SongInput) input: SongInput, @Ctx() { services }: Context): Promise<Song> {
    return services.songs.add(input)
  }

  @Mutation(() => SongType, { description: 'NOT_FOUND for an unknown song.' })
  updateSong(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => SongPatchInput) input: SongPatchInput,
    @Ctx() { services }: Context,
  ): Promise<Song> {
    return services.songs.update(id, input)
  }

  @Mutation(() => UpsertSongsResultType, {
    description: 'Up to 1,000: new ones are added, known ones replaced as a whole. A bad one is rejected by itself.',
  })
  upsertSongs(
    @Arg('input', () => [SongInput]) input: SongInput[],
    @Ctx() { services }: Context,
  ): Promise<UpsertSongsResult> {
    return services.songs.upsert(input)
  }

  @Mutation(() => Boolean, { description: 'With its reviews, plays and tags. False if there was none.' })
  removeSong(@Arg('id', () => ID) id: string, @Ctx() { services }: Context): Promise<boolean> {
    return services.songs.remove(id)
  }

  @Mutation(() => SongType, {
    description:
      "Replaces this user's tags of this song; an empty list takes them back. NOT_FOUND for an unknown song.",
  })
  tagSong(
    @Arg('userId', () => ID) userId: string,
    @Arg('songId', () => ID) songId: string,
    @Arg('tags', () => [String]) tags: string[],
    @Ctx() { services }: Context,
  ): Promise<Song> {
    return services.songs.tag(userId, songId, tags)
  }

  @FieldResolver(() => [String], { description: "The catalogue's and the users', most used first." })
  tags(@Root() song: Song, @Ctx() { services }: Context): Promise<string[]> {
    return services.songs.tags(song)
  }

  @FieldResolver(() => SongProfileType, { description: 'What the system believes of it, as of now.' })
  async profile(@Root() { id }: Song, @Ctx() { services }: Context) {
    return { ...(await services.songs.profile(id)), songId: id }
  }

  @FieldResolver(() => ReviewConnection, { description: 'Newest first.' })
  async reviews(@Root() { id }: Song, @Args(() => PageArguments) page: PageArguments, @Ctx() { services }: Context) {
    return toConnection(await services.reviews.pageOfSong(id, page))
  }
}
