import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Float, ID, ObjectType } from 'type-graphql'
import type { Review, ReviewAnalysis } from '../src/domain/review.js'
import { ReviewAnalysisType } from './analysis.type.js'
import { connectionType } from './connection.js'
import { plain } from './options.js'

@ObjectType('Review', plain("One user's review of one song. There is at most one for each such pair."))
export class ReviewType implements Omit<Review, 'userId' | 'songId'> {
  @Field(() => ID, { description: 'Stays the same when the review is replaced.' })
  id!: string
  @Field(() => String, { description: 'As it was given.' })
  text!: string
  @Field(() => Float, { nullable: true, description: '0.5 to 5 in steps of 0.5; null where none was given.' })
  rating!: number | null
  @Field(() => ReviewAnalysisType, { description: 'What was read from the text.' })
  analysis!: ReviewAnalysis
  @Field(() => GraphQLDateTime, { description: 'Of the first post; replacing keeps it.' })
  createdAt!: Date
  @Field(() => GraphQLDateTime, { description: 'Of the latest post.' })
  updatedAt!: Date
}

export const ReviewConnection = connectionType('Review', () => ReviewType)
