import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { Opinion, ReviewAnalysis, Sentiment, SentimentLabel, Span } from '../src/domain/review.js'
import { SentimentLabelEnum } from './enums.js'
import { plain } from './options.js'

@ObjectType('Span', plain('A stretch of the text as it was given: `text.slice(start, end)`, in UTF-16 units.'))
export class SpanType implements Span {
  @Field(() => String, { description: 'Verbatim.' })
  text!: string
  @Field(() => Int, { description: 'UTF-16 offset, from 0.' })
  start!: number
  @Field(() => Int, { description: 'UTF-16 offset of what follows.' })
  end!: number
}

@ObjectType('Sentiment', plain('The verdict of a whole review.'))
export class SentimentType implements Sentiment {
  @Field(() => Float, { description: 'In [-1, 1].' })
  score!: number
  @Field(() => SentimentLabelEnum, { description: 'Its sign.' })
  label!: SentimentLabel
  @Field(() => Float, { description: 'In [0, 1].' })
  confidence!: number
}

@ObjectType('Opinion', plain('One aspect–opinion pair with its polarity.'))
export class OpinionType implements Opinion {
  @Field(() => SpanType, { description: 'What is spoken of.' })
  aspect!: Span
  @Field(() => SpanType, { description: 'What is said of it.' })
  opinion!: Span
  @Field(() => String, { nullable: true, description: 'One of `aspects`; null where the words map to none.' })
  canonicalAspect!: string | null
  @Field(() => Float, { description: 'In [-1, 1].' })
  polarity!: number
  @Field(() => SentimentLabelEnum, { description: 'The sign of the polarity.' })
  label!: SentimentLabel
  @Field(() => Float, { description: 'In [0, 1].' })
  confidence!: number
  @Field(() => Boolean, { description: 'A negation turned it.' })
  negated!: boolean
  @Field(() => SpanType, { description: 'The sentence that holds both.' })
  sentence!: Span
}

@ObjectType('ReviewAnalysis', plain('What was read from a text.'))
export class ReviewAnalysisType implements ReviewAnalysis {
  @Field(() => SentimentType, { description: 'Of the text as a whole.' })
  sentiment!: Sentiment
  @Field(() => [OpinionType], { description: 'In the order of the text.' })
  opinions!: Opinion[]
  @Field(() => String, {
    nullable: true,
    description:
      'ISO 639-1; null where it cannot be told. A language that is not read gives NEUTRAL with a confidence near 0.',
  })
  language!: string | null
  @Field(() => String, { description: 'Of the lexicon and weights that read it.' })
  analyzerVersion!: string
}
