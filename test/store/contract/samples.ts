import { reviewId } from '../../../src/domain/ids.js'
import type { Play } from '../../../src/domain/play.js'
import type { Opinion, Review, SentimentLabel } from '../../../src/domain/review.js'
import { type Song, unnamedSong } from '../../../src/domain/song.js'

/** Ids that break careless keys: separators, control characters, names of object members, lengths, many scripts. */
export const HARD_IDS: readonly string[] = [
  'a',
  'a\u0000',
  'a\u0000b',
  'a\u0001',
  'a\u0001\u0000',
  'a\u0001\u0001',
  'a\u0001\u0002',
  '\u0000',
  '\u0000\u0000',
  '\u0001',
  '\u00ff',
  '\uffff',
  ' ',
  '\n',
  'a/b',
  '../a',
  'a:b',
  'a|b',
  'a"b',
  "a'b",
  '$where',
  'a.b',
  '__proto__',
  'constructor',
  'null',
  '0',
  '-1',
  'É',
  'E\u0301',
  'ﬀ',
  '\ue000',
  '🎵',
  '👩‍🎤',
  'песня',
  '歌',
  'أغنية',
  'x'.repeat(256),
  '\u0000'.repeat(256),
  '\u0001'.repeat(256),
  '歌'.repeat(256),
  '🎵'.repeat(128),
]

export function song(id: string, fields: Partial<Song> = {}): Song {
  return { ...unnamedSong(id), title: `Title of ${id.slice(0, 20)}`, ...fields }
}

export function play(userId: string, songId: string, fields: Partial<Play> = {}): Play {
  return { userId, songId, count: 1, playedAt: null, eventId: null, ...fields }
}

/** Minutes after a fixed moment. */
export function minute(minutes: number): Date {
  return new Date(Date.UTC(2024, 0, 1) + 60_000 * minutes)
}

export function opinion(aspect: string | null, polarity: number, fields: Partial<Opinion> = {}): Opinion {
  const sentence = { text: 'The vocals are gorgeous here.', start: 0, end: 29 }
  return {
    aspect: { text: 'vocals', start: 4, end: 10 },
    opinion: { text: 'gorgeous', start: 15, end: 23 },
    canonicalAspect: aspect,
    polarity,
    label: labelOf(polarity),
    confidence: 1,
    negated: false,
    sentence,
    ...fields,
  }
}

export function review(
  userId: string,
  songId: string,
  { score = 0.5, opinions = [] as readonly Opinion[], analyzerVersion = '1', ...fields }: ReviewFields = {},
): Review {
  return {
    id: reviewId(userId, songId),
    userId,
    songId,
    text: 'The vocals are gorgeous here.',
    rating: null,
    analysis: { sentiment: { score, label: labelOf(score), confidence: 1 }, opinions, language: 'en', analyzerVersion },
    createdAt: minute(0),
    updatedAt: minute(0),
    ...fields,
  }
}
type ReviewFields = Partial<Omit<Review, 'analysis'>> & {
  score?: number
  opinions?: readonly Opinion[]
  analyzerVersion?: string
}

function labelOf(polarity: number): SentimentLabel {
  if (polarity === 0) return 'NEUTRAL'
  return polarity > 0 ? 'POSITIVE' : 'NEGATIVE'
}

/** By code point, as the ports order ids. */
export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
