import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql'
import type { Attribute, Song, SongFilter, SongOrder } from '../src/domain/song.js'
import type { Unchecked } from '../src/services/services.js'
import { PageArguments } from './arguments.js'
import { SongOrderEnum } from './enums.js'

@InputType('AttributeInput', { description: 'A measured property; each name once in a song.' })
export class AttributeInput implements Attribute {
  @Field(() => String, { description: 'Not blank.' })
  name!: string
  @Field(() => Float, { description: 'Finite.' })
  value!: number
}

/** What a song and a change of a song have in common. */
@InputType()
abstract class SongDetailsInput {
  @Field(() => String, { nullable: true, description: 'Not blank.' })
  artist?: string | null
  @Field(() => String, { nullable: true, description: 'Not blank.' })
  album?: string | null
  @Field(() => Int, { nullable: true, description: 'Of release, 1 to 9999.' })
  year?: number | null
  @Field(() => [String], { nullable: true, description: 'At most 1,000; repeats count once.' })
  genres?: string[] | null
  @Field(() => [String], { nullable: true, description: "The catalogue's own tags; the users' are kept apart." })
  tags?: string[] | null
  @Field(() => Float, { nullable: true, description: 'Above 0.' })
  durationSeconds?: number | null
  @Field(() => [AttributeInput], { nullable: true, description: 'Replaces all of them.' })
  attributes?: AttributeInput[] | null
}

@InputType('SongPatch', {
  description: 'Changes to a song. Left out: unchanged. Null: cleared, which the title cannot be.',
})
export class SongPatchInput extends SongDetailsInput implements Unchecked<Song> {
  @Field(() => String, { nullable: true, description: 'Not blank, and not null.' })
  title?: string | null
}

@InputType('SongInput', { description: 'A song as a whole. Left out and null mean alike: not known, or none.' })
export class SongInput extends SongDetailsInput implements Unchecked<Song> {
  @Field(() => ID, { description: "The host application's own string, 1 to 256 characters." })
  id!: string
  @Field(() => String, { description: 'Not blank.' })
  title!: string
}

@InputType('SongFilter', {
  description:
    'All conditions given must hold; within a list one is enough. Names compare without case. Null and left out mean alike.',
})
export class SongFilterInput implements SongFilter {
  @Field(() => [String], { nullable: true })
  artists?: string[] | null
  @Field(() => [String], { nullable: true })
  albums?: string[] | null
  @Field(() => [String], { nullable: true })
  genres?: string[] | null
  @Field(() => [String], { nullable: true, description: "The catalogue's or the users'." })
  tags?: string[] | null
  @Field(() => Int, { nullable: true, description: 'This year or later; a song without a year does not pass.' })
  yearFrom?: number | null
  @Field(() => Int, { nullable: true, description: 'This year or earlier; a song without a year does not pass.' })
  yearTo?: number | null
  @Field(() => Int, { nullable: true, description: 'At least so many reviews.' })
  minReviews?: number | null
  @Field(() => Float, { nullable: true, description: 'At least this shrunk sentiment score, in [-1, 1].' })
  minSentiment?: number | null
}

@ArgsType()
export class SongsArguments extends PageArguments {
  @Field(() => SongFilterInput, { nullable: true, description: 'Null: all songs.' })
  filter?: SongFilterInput | null
  @Field(() => SongOrderEnum, { nullable: true, defaultValue: 'TITLE_ASC', description: 'Null: by title.' })
  orderBy!: SongOrder | null
}
