import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { Quote } from '../src/domain/review.js'
import { plain } from './options.js'

@ObjectType('Quote', plain('A sentence of a review: `review.text.slice(start, end)` is `text`.'))
export class QuoteType implements Omit<Quote, 'reviewId'> {
  @Field(() => String, { description: 'Verbatim.' })
  text!: string
  @Field(() => Int, { description: 'UTF-16 offset, from 0.' })
  start!: number
  @Field(() => Int, { description: 'UTF-16 offset of what follows.' })
  end!: number
  @Field(() => Float, { description: 'Of what it says, in [-1, 1].' })
  polarity!: number
}
