import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Quote, Review } from '../src/domain/review.js'
import type { Context } from './context.js'
import { QuoteType } from './quote.type.js'
import { ReviewType } from './review.type.js'
import { found } from './values.js'

@Resolver(() => QuoteType)
export class QuoteResolver {
  @FieldResolver(() => ReviewType, { description: 'Where it stands.' })
  async review(@Root() { reviewId }: Quote, @Ctx() { services }: Context): Promise<Review> {
    return found(await services.reviews.get(reviewId), 'review', reviewId)
  }
}
