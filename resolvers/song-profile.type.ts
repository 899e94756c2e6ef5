import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { AspectSummary, SentimentSummary } from '../src/domain/profile.js'
import { plain } from './options.js'

@ObjectType('SentimentSummary', plain('What reviews say as a whole.'))
export class SentimentSummaryType implements SentimentSummary {
  @Field(() => Float, {
    description:
      "Mean over reviews, shrunk toward the catalogue's mean; in [-1, 1]. 0 while the catalogue has no reviews.",
  })
  score!: number
  @Field(() => Float, { description: 'Share of reviews. The three shares sum to 1, or are all 0 without reviews.' })
  positive!: number
  @Field(() => Float, { description: 'Share of reviews.' })
  neutral!: number
  @Field(() => Float, { description: 'Share of reviews.' })
  negative!: number
}

@ObjectType('AspectSummary', plain('What reviews say of one aspect: positive + neutral + negative = mentions.'))
export class AspectSummaryType implements AspectSummary {
  @Field(() => String, { description: 'Its canonical name, one of `aspects`.' })
  aspect!: string
  @Field(() => Int, { description: 'Opinions on it, at least 1.' })
  mentions!: number
  @Field(() => Int, { description: 'Mentions that praise.' })
  positive!: number
  @Field(() => Int, { description: 'Mentions that do neither.' })
  neutral!: number
  @Field(() => Int, { description: 'Mentions that blame.' })
  negative!: number
  @Field(() => Float, { description: "Mean polarity, shrunk toward the catalogue's for this aspect; in [-1, 1]." })
  score!: number
}

@ObjectType('SongProfile', plain('What the system believes of a song: plays, content and reviews merged.'))
export class SongProfileType {
  @Field(() => Int, { description: 'Reviews of it.' })
  reviewCount!: number
  @Field(() => Int, { description: 'Users who played it.' })
  listenerCount!: number
  @Field(() => SentimentSummaryType, { description: 'What its reviews say as a whole.' })
  sentiment!: SentimentSummary
}
