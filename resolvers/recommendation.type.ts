import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type {
  Contribution,
  Reason,
  ReasonKind,
  Recommendation,
  RecommendationBasis,
  SimilarSong,
} from '../src/domain/recommendation.js'
import type { Quote } from '../src/domain/review.js'
import type { Song } from '../src/domain/song.js'
import { edgeType, PageInfoType } from './connection.js'
import { ReasonKindEnum, RecommendationBasisEnum } from './enums.js'
import { plain } from './options.js'
import { QuoteType } from './quote.type.js'
import { SongType } from './song.type.js'

@ObjectType('Contribution', plain('What one group of features adds to a score.'))
export class ContributionType implements Contribution {
  @Field(() => ReasonKindEnum, { description: 'Which group.' })
  kind!: ReasonKind
  @Field(() => Float, { description: 'Negative where it spoke against.' })
  value!: number
}

@ObjectType('Reason', plain('What spoke for a song, in words.'))
export class ReasonType implements Reason {
  @Field(() => ReasonKindEnum, { description: 'Which group of features it comes from.' })
  kind!: ReasonKind
  @Field(() => String, { description: 'One sentence that can be shown to the user.' })
  text!: string
  @Field(() => Float, { description: 'Its part of the score.' })
  contribution!: number
  @Field(() => String, { nullable: true, description: 'The aspect it is about, where it is about one.' })
  aspect!: string | null
  @Field(() => SongType, { nullable: true, description: 'The song of theirs that it resembles, where it does.' })
  song!: Song | null
  @Field(() => QuoteType, { nullable: true, description: 'The words of a review that say so, where there are any.' })
  quote!: Quote | null
}

@ObjectType('Recommendation', plain('A song for a user, and why.'))
export class RecommendationType implements Omit<Recommendation, 'reasons'> {
  @Field(() => SongType, { description: 'What is recommended.' })
  song!: Song
  @Field(() => Float, { description: 'baseline + the sum of contributions, within 1e-3.' })
  score!: number
  @Field(() => Int, { description: 'From 1; goes on over pages.' })
  rank!: number
  @Field(() => Float, { description: 'The score of a song that nothing speaks for or against.' })
  baseline!: number
  @Field(() => [ContributionType], { description: 'Every group of features, largest magnitude first.' })
  contributions!: Contribution[]
  @Field(() => Float, { nullable: true, description: '1 to 5; null where it cannot be told.' })
  predictedRating!: number | null
}

@ObjectType('SimilarSong', plain('A song that resembles another, and why.'))
export class SimilarSongType implements Omit<SimilarSong, 'reasons'> {
  @Field(() => SongType, { description: 'The song that resembles.' })
  song!: Song
  @Field(() => Float, { description: 'Greater is more alike.' })
  score!: number
}

const RecommendationEdge = edgeType('Recommendation', () => RecommendationType)

@ObjectType('RecommendationConnection', plain('A page of recommendations, best first.'))
export class RecommendationConnection {
  @Field(() => [RecommendationEdge], { description: 'The entries of this page, in order.' })
  edges!: object[]
  @Field(() => PageInfoType, { description: 'Where this page lies.' })
  pageInfo!: PageInfoType
  @Field(() => ID, { description: 'Names exactly this list.' })
  recommendationId!: string
  @Field(() => RecommendationBasisEnum, { description: 'What the list rests on.' })
  basis!: RecommendationBasis
  @Field(() => ID, { nullable: true, description: 'The model that ranked it; null before the first training.' })
  modelVersion!: string | null
}
