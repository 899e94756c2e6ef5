import { decode } from 'html-entities'
import { BadInputError } from '../domain/errors.js'
import { checkReview, type ReviewInput } from '../domain/input.js'
import { findMetadata, songsOf } from './amazon-metadata.js'
import { checked } from './checked.js'
import { csvRows } from './csv.js'
import { numberOf } from './fields.js'
import { type ByteMeter, findFile, meterOf, type SourceFile } from './files.js'
import type { BadLine, Importer, ImportItem, ReviewRecord, SkippedLine } from './importer.js'
import { jsonRows } from './json-lines.js'
import { MentionedSongs } from './mentioned-songs.js'
import { type Keyed, supersededLines } from './superseded.js'

const EXPECTS =
  'JSON lines with reviewerID, asin, reviewText, overall and unixReviewTime, or a .csv file with the columns user_id, item_id, reviewText, rating and unixReviewTime'

/**
 * Amazon product reviews: JSON lines of the 2014 set, or the CSV of the 2018 set, told apart by the file's ending.
 *
 * A review's text is `reviewText` with its HTML entities decoded, and nothing else: the summary is left out, since it is
 * a headline beside the text, and offsets must index one text. Only entities closed by a semicolon are decoded:
 * `rock&reggae` is not `rock®gae`. Times are whole days in the source. Songs are the reviewed items alone.
 * @see He and McAuley, WWW 2016; Ni, Li and McAuley, EMNLP-IJCNLP 2019
 */
export const amazonReviews: Importer = {
  name: 'amazon-reviews',
  description: 'Amazon reviews: JSON lines (2014; titles from the meta_* file beside it) or CSV (2018)',
  expects: EXPECTS,
  takesMeta: true,
  async open(path, meta) {
    const file = await findFile(path, EXPECTS)
    const metadata = await findMetadata(file, meta)
    const bytes = meterOf(file, file, file, ...(metadata ? [metadata] : []))
    return { bytes, items: items(file, metadata, bytes) }
  },
}

type ReviewItem = ReviewRecord | BadLine | SkippedLine

/** Three readings of the reviews: what is in them, the songs of which the metadata knows nothing, the reviews themselves. */
async function* items(
  file: SourceFile,
  metadata: SourceFile | null,
  meter: ByteMeter,
): AsyncGenerator<ImportItem, void, undefined> {
  const mentioned = new MentionedSongs()
  const superseded = await supersededLines(keys(reviewsOf(file, meter), mentioned))
  if (metadata !== null) yield* songsOf(metadata, mentioned, meter)
  yield* mentioned.placeholders(reviewsOf(file, meter))
  for await (const item of reviewsOf(file, meter)) {
    if (!superseded.has(item.line)) yield item
    else yield { kind: 'skipped', file: item.file, line: item.line, reason: 'review repeated later in the file' }
  }
}

async function* keys(reviews: AsyncIterable<ReviewItem>, mentioned: MentionedSongs): AsyncGenerator<Keyed> {
  for await (const item of reviews) {
    if (item.kind !== 'review') continue
    mentioned.note(item)
    yield { line: item.line, key: [item.review.userId, item.review.songId] }
  }
}

async function* reviewsOf(file: SourceFile, meter: ByteMeter): AsyncGenerator<ReviewItem, void, undefined> {
  if (/\.csv(\.gz)?$/i.test(file.name)) {
    for await (const row of csvRows(file, meter)) {
      yield checked(row, ({ user_id, item_id, reviewText, rating, unixReviewTime }) =>
        reviewOf(user_id, item_id, reviewText, numberOf(rating), numberOf(unixReviewTime)),
      )
    }
  } else {
    for await (const row of jsonRows(file, meter)) {
      yield checked(row, ({ reviewerID, asin, reviewText, overall, unixReviewTime }) =>
        reviewOf(reviewerID, asin, reviewText, overall, unixReviewTime),
      )
    }
  }
}

/** @param seconds since 1970; nothing where the time is not known */
function reviewOf(
  userId: unknown,
  songId: unknown,
  text: unknown,
  rating: unknown,
  seconds: unknown,
): { kind: 'review'; review: ReviewInput } | { kind: 'skipped'; reason: string } {
  const decoded = typeof text === 'string' ? decode(text, { scope: 'strict' }) : text
  if (typeof decoded === 'string' && decoded.trim() === '') return { kind: 'skipped', reason: 'review without text' }
  const createdAt = seconds === undefined || seconds === null ? null : instantOfSeconds(seconds)
  return { kind: 'review', review: checkReview({ userId, songId, text: decoded, rating, createdAt }, '') }
}

function instantOfSeconds(seconds: unknown): Date {
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN)
  if (Number.isNaN(date.getTime())) throw new BadInputError('unixReviewTime', seconds, 'use seconds since 1970')
  return date
}
