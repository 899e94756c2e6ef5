import { NotFoundError } from '../domain/errors.js'
import { reviewId } from '../domain/ids.js'
import { checkId, checkReview, checkText } from '../domain/input.js'
import type { Store } from '../store/ports.js'
import type { Analyze } from './own-analyzer.js'
import { pageRequest } from './paging.js'
import type { ReviewService } from './services.js'

export function reviewService({
  store: { reviews },
  analyzer,
  now,
}: {
  store: Pick<Store, 'reviews'>
  /** Gives what reads a text of at most 20,000 UTF-16 units; a blank one too. */
  analyzer: () => Analyze | Promise<Analyze>
  now: () => Date
}): ReviewService {
  return {
    async post(input) {
      const { userId, songId, text, rating, createdAt } = checkReview(input, 'input')
      const analyze = await analyzer()
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
    async analyze(text) {
      const checked = checkText(text)
      return (await analyzer())(checked)
    },
  }
}
