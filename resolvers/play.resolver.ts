import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql'
import type { PlayCount } from '../src/domain/play.js'
import type { Song } from '../src/domain/song.js'
import type { RecordPlaysResult } from '../src/services/services.js'
import type { Context } from './context.js'
import { PlayInput } from './play.input.js'
import { PlayCountType, RecordPlaysResultType } from './play.type.js'
import { SongType } from './song.type.js'
import { capped, found } from './values.js'

@Resolver(() => PlayCountType)
export class PlayResolver {
  @Mutation(() => RecordPlaysResultType, {
    description:
      "Up to 1,000. A play of an unknown song is rejected by itself; the others are recorded. The user's recommendations follow at once.",
  })
  recordPlays(
    @Arg('input', () => [PlayInput]) input: PlayInput[],
    @Ctx() { services }: Context,
  ): Promise<RecordPlaysResult> {
    return services.plays.record(input)
  }

  @FieldResolver(() => SongType, { description: 'What was played.' })
  async song(@Root() { songId }: PlayCount, @Ctx() { services }: Context): Promise<Song> {
    return found(await services.songs.get(songId), 'song', songId)
  }

  @FieldResolver(() => Int, { description: 'At least 1; shown as 2,147,483,647 where it is more.' })
  count(@Root() play: PlayCount): number {
    return capped(play.count)
  }
}
