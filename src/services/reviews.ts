import { NotFoundError } from '../domain/errors.js'
import { reviewId } from '../domain/ids.js'
import { checkId, checkReview, checkText } from '../domain/input.js'
import type { ReviewAnalysis } from '../domain/review.js'
import type { Store } from '../store/ports.js'
import { pageRequest } from './paging.js'
import type { ReviewService } from './services.js'

export function reviewService({
  store: { reviews },
  analyze,
  now,
}: {
  store: Pick<Store, 'reviews'>
  /** Reads a text of at most 20,000 UTF-16 units; a blank one too. */
  analyze: (text: string) => ReviewAnalysis
  now: () => Date
}): ReviewService {
  return {
    async post(input) {
      const { userId, songId, text, rating, createdAt } = checkReview(input, 'input')
      const updatedAt = now()
      const stored = await reviews.put({
        id: reviewId(userId, songId),
        userId,
        songId,
        text,
        rating,
        analysis: analyze(text),
        createdAt: createdAt ?? updatedAt,
        updatedAt,
      })
      if (!stored) throw new NotFoundError('song', songId)
      return stored.review
    },
    remove: async id => reviews.remove(checkId(id, 'id')),
    get: async id => reviews.get(checkId(id, 'id')),
    pageOfSong: async (songId, page) => reviews.pageOfSong(songId, pageRequest(page)),
    pageOfUser: async (userId, page) => reviews.pageOfUser(userId, pageRequest(page)),
    analyze: text => analyze(checkText(text)),
  }
}
