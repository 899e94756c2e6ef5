import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { Attribute, Song } from '../src/domain/song.js'
import { connectionType } from './connection.js'
import { plain } from './options.js'

@ObjectType('Attribute', plain('A measured property of a song.'))
export class AttributeType implements Attribute {
  @Field(() => String, { description: 'Such as `tempo`, `loudness`, or one number of an external embedding.' })
  name!: string
  @Field(() => Float, { description: 'Finite.' })
  value!: number
}

@ObjectType('Song', plain('A piece of the catalogue.'))
export class SongType implements Omit<Song, 'tags'> {
  @Field(() => ID, { description: "The host application's own string, 1 to 256 characters." })
  id!: string
  @Field(() => String, { description: 'Never blank.' })
  title!: string
  @Field(() => String, { nullable: true, description: 'Null where it is not known.' })
  artist!: string | null
  @Field(() => String, { nullable: true, description: 'Null where it is not known.' })
  album!: string | null
  @Field(() => Int, { nullable: true, description: 'Of release, 1 to 9999.' })
  year!: number | null
  @Field(() => [String], { description: 'Each once, in the order of the catalogue.' })
  genres!: string[]
  @Field(() => Float, { nullable: true, description: 'Above 0.' })
  durationSeconds!: number | null
  @Field(() => [AttributeType], { description: 'Measured properties, each name once.' })
  attributes!: Attribute[]
}

export const SongConnection = connectionType('Song', () => SongType)

@ObjectType('Rejection', plain('An entry of the input that was left out, and why. The others were taken.'))
export class RejectionType {
  @Field(() => Int, { description: 'Position in the input list, from 0.' })
  index!: number
  @Field(() => String, { description: 'As in `extensions.code` of an error.' })
  code!: string
  @Field(() => String, { description: 'Names the value and the remedy.' })
  message!: string
}

@ObjectType('UpsertSongsResult', plain('What became of the songs given; of several with one id the last counts.'))
export class UpsertSongsResultType {
  @Field(() => Int, { description: 'Songs that were new.' })
  added!: number
  @Field(() => Int, { description: 'Songs that were there before, and entries whose id comes again in the list.' })
  replaced!: number
  @Field(() => [RejectionType], { description: 'By position.' })
  rejected!: RejectionType[]
}
