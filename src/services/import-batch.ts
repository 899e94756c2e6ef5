import { createHash } from 'node:crypto'
import { NotFoundError } from '../domain/errors.js'
import { reviewId } from '../domain/ids.js'
import type { Play } from '../domain/play.js'
import type { Review, ReviewAnalysis } from '../domain/review.js'
import { sameSong } from '../domain/song.js'
import type { Place, PlayRecord, ReviewRecord, SongRecord, TagsRecord } from '../importers/importer.js'
import type { Store } from '../store/ports.js'
import type { ImportTally } from './import-report.js'

/** New and changed songs; a placeholder only where there is no such song. */
export async function storeSongs(
  { songs }: Pick<Store, 'songs'>,
  records: readonly SongRecord[],
  tally: ImportTally,
): Promise<void> {
  const known = await songs.getMany(records.map(({ song }) => song.id))
  const changed = records.filter(({ song, placeholder }, index) => {
    const before = known[index] ?? null
    return before === null || !(placeholder || sameSong(before, song))
  })
  const { added, replaced } = await songs.upsert(changed.map(({ song }) => song))
  tally.songs.added += added
  tally.songs.replaced += replaced
  tally.songs.unchanged += records.length - changed.length
  for (const record of records) tally.good(record)
}

export async function storePlays(
  { plays }: Pick<Store, 'plays'>,
  records: readonly PlayRecord[],
  format: string,
  tally: ImportTally,
): Promise<void> {
  const outcomes = await plays.record(
    records.map(record => ({ ...record.play, eventId: record.play.eventId ?? derivedEventId(format, record) })),
  )
  for (const [index, record] of records.entries()) {
    const outcome = outcomes[index]
    if (outcome === 'unknownSong') unknownSong(record, record.play.songId, tally)
    else {
      tally.good(record)
      tally.plays[outcome === 'repeated' ? 'repeated' : 'recorded']++
    }
  }
}

/**
 * The event id of a play whose source has none: a digest of the format, the file's name without `.gz`, the line number and
 * the play. So the same file counts once however often it is imported, and so does what it was before lines were added at
 * its end; two files with the same line count twice, as long as they have different names.
 */
export function derivedEventId(format: string, { file, line, play }: Place & { readonly play: Play }): string {
  const { userId, songId, count, playedAt } = play
  return createHash('sha256')
    .update(JSON.stringify([format, file.replace(/\.gz$/i, ''), line, userId, songId, count, playedAt]))
    .digest('base64url')
    .slice(0, 22)
}

export async function storeReviews(
  { reviews }: Pick<Store, 'reviews'>,
  records: readonly ReviewRecord[],
  analyze: (text: string) => ReviewAnalysis,
  now: Date,
  tally: ImportTally,
): Promise<void> {
  const { analyzerVersion } = analyze('')
  const changed: { record: ReviewRecord; review: Review }[] = []
  for (const record of records) {
    const { userId, songId, text, rating, createdAt } = record.review
    const id = reviewId(userId, songId)
    const before = await reviews.get(id)
    if (before?.text === text && before.rating === rating && before.analysis.analyzerVersion === analyzerVersion) {
      tally.reviews.unchanged++
      tally.good(record)
      continue
    }
    const analysis = analyze(text)
    const writtenAt = createdAt ?? now
    // A review that replaces another was changed by this import, whenever its text was written.
    const updatedAt = before === null ? writtenAt : now
    changed.push({ record, review: { id, userId, songId, text, rating, analysis, createdAt: writtenAt, updatedAt } })
  }
  const outcomes = await reviews.putMany(changed.map(({ review }) => review))
  for (const [index, { record }] of changed.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined || outcome === 'unknownSong') unknownSong(record, record.review.songId, tally)
    else {
      tally.good(record)
      tally.reviews[outcome]++
    }
  }
}

export async function storeTags(
  { tags }: Pick<Store, 'tags'>,
  records: readonly TagsRecord[],
  tally: ImportTally,
): Promise<void> {
  const assignments = records.flatMap(record => {
    const { userId, songId, tags } = record.tags
    return tags.map(tag => ({ record, assignment: { userId, songId, tag } }))
  })
  const outcomes = await tags.addMany(assignments.map(({ assignment }) => assignment))
  const unknown = new Set<TagsRecord>()
  for (const [index, { record }] of assignments.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined || outcome === 'unknownSong') unknown.add(record)
    else tally.tags[outcome]++
  }
  for (const record of records) {
    if (unknown.has(record)) unknownSong(record, record.tags.songId, tally)
    else tally.good(record)
  }
}

function unknownSong({ file, line }: Place, songId: string, tally: ImportTally): void {
  const { message } = new NotFoundError('song', songId)
  tally.bad({ file, line, message: `${message}; import songs first` })
}
