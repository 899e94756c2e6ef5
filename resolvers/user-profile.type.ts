import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { AspectTaste, Conflict, WeightedName } from '../src/domain/profile.js'
import type { Taste, TasteTargets } from '../src/domain/user.js'
import { plain } from './options.js'

@ObjectType('AspectTaste', plain('How much an aspect matters to a user, and what they say of it.'))
export class AspectTasteType implements AspectTaste {
  @Field(() => String, { description: 'Its canonical name, one of `aspects`.' })
  aspect!: string
  @Field(() => Float, { description: 'How much it matters to them, in [0, 1]; 1 is their most important one.' })
  importance!: number
  @Field(() => Float, { description: 'Mean polarity of what they say of it, in [-1, 1].' })
  polarity!: number
  @Field(() => Int, { description: 'Their opinions on it.' })
  mentions!: number
  @Field(() => Boolean, { description: 'They set the importance by hand.' })
  corrected!: boolean
}

@ObjectType('WeightedName', plain('A genre or an artist and how much it counts.'))
export class WeightedNameType implements WeightedName {
  @Field(() => String, { description: 'As in the catalogue.' })
  name!: string
  @Field(() => Float, { description: 'Greater counts more.' })
  weight!: number
}

@ObjectType('Conflict', plain('Heavy plays with a bad review, or the reverse.'))
export class ConflictType implements Omit<Conflict, 'songId' | 'playCount'> {
  @Field(() => Float, { description: 'Score of their review, in [-1, 1].' })
  sentiment!: number
  @Field(() => String, { description: 'One sentence that can be shown to the user.' })
  text!: string
}

@ObjectType('TasteTargets', plain('Things a user pointed at.'))
export class TasteTargetsType implements TasteTargets {
  @Field(() => [ID], { description: 'Song ids.' })
  songs!: string[]
  @Field(() => [String], { description: 'Artist names.' })
  artists!: string[]
  @Field(() => [String], { description: 'Genre names.' })
  genres!: string[]
  @Field(() => [String], { description: 'Canonical aspect names.' })
  aspects!: string[]
}

@ObjectType('Taste', plain('What the user set by hand; it outranks what was learnt.'))
export class TasteType implements Omit<Taste, 'aspectImportance'> {
  @Field(() => TasteTargetsType, { description: 'Wanted more.' })
  pinned!: TasteTargets
  @Field(() => TasteTargetsType, {
    description: 'Songs, artists and genres never to be recommended; aspects that count for nothing.',
  })
  muted!: TasteTargets
}

@ObjectType('UserProfile', plain('What the system believes of a user, to be seen and corrected.'))
export class UserProfileType {
  @Field(() => Int, { description: 'Songs they played.' })
  songCount!: number
  @Field(() => Int, { description: 'Reviews they wrote.' })
  reviewCount!: number
}
