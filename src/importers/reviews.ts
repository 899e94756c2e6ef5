import { checkReview } from '../domain/input.js'
import type { ReviewRecord } from './importer.js'
import { tableFormat } from './table-format.js'

/** Reviews of our own: the fields of `ReviewInput`, and createdAt. Of a user's reviews of one song the last line wins. */
export const reviews = tableFormat<ReviewRecord>({
  name: 'reviews',
  description: 'Reviews of known songs: JSON lines or CSV',
  columns: { userId: 'text', songId: 'text', text: 'text', rating: 'number', createdAt: 'instant' },
  required: ['userId', 'songId', 'text'],
  read: values => ({ kind: 'review', review: checkReview(values, '') }),
  keyOf: ({ review }) => [review.userId, review.songId],
})
