import type { ModelRecord, TrainingRun } from '../../domain/model.js'
import type { Quote, Review } from '../../domain/review.js'
import type { Song } from '../../domain/song.js'
import type { ReviewTotals } from '../../domain/totals.js'
import type { Taste } from '../../domain/user.js'
import { ChangeLog } from './change-log.js'
import type { Environment } from './environment.js'
import { PlayLog } from './play-log.js'
import type { Dated } from './records.js'

/**
 * Of all that is below, and of what is computed from it twice, once to add and once to take away: `withReview`
 * (domain/totals.ts) and `quotesOf` (domain/quotes.ts). Whoever changes any of these raises it.
 */
export const FORMAT = 1

/** [plays summed over users, listeners] */
export type SongPlays = readonly [playCount: number, listenerCount: number]
/** [plays, time of the last one in ms or null] */
export type PairPlays = readonly [count: number, lastPlayedAt: number | null]
/** [plays, songs played, reviews, tags, 1 if there is a taste] */
export type UserCounts = readonly [number, number, number, number, 0 | 1]
export type KeptRecord = readonly [answeredAt: number, userId: string, length: number, packed: string]
/** [songs, users, plays] */
export type CatalogueCounts = readonly [number, number, number]

/**
 * Every table: its name in LMDB, the layout of its keys (keys.ts) and its values, which are JSON. What is an index has
 * the value 1 or the id that it leads to. Descending numbers in keys are negated.
 */
export function openTables(environment: Environment) {
  const table = environment.table.bind(environment)
  return {
    /** `format` → FORMAT; `activeModel` → version; `keptLists` → how many there are; `mark:<name>` → text */
    meta: table<[name: string], string | number>('meta', 's'),
    /** Of the whole store: one entry, `''`. Apart, because a play changes the small one only. */
    catalogueCounts: table<[''], CatalogueCounts>('catalogueCounts', 's'),
    catalogueReviews: table<[''], ReviewTotals>('catalogueReviews', 's'),

    songs: table<[songId: string], Song>('songs', 's'),
    /** The song's running totals, in three parts that change apart; absent where all is zero. */
    songPlays: table<[songId: string], SongPlays>('songPlays', 's'),
    songReviews: table<[songId: string], ReviewTotals>('songReviews', 's'),
    songTags: table<[songId: string], (readonly [tag: string, users: number])[]>('songTags', 's'),
    /** Of the song's entry, reviews and tags. */
    changes: new ChangeLog(table('changes', 'n'), table('changeOfSong', 's')),
    playLog: new PlayLog(table('playLog', 'n')),

    users: table<[userId: string], UserCounts>('users', 's'),
    tastes: table<[userId: string], Taste>('tastes', 's'),

    plays: table<[userId: string, songId: string], PairPlays>('plays', 'ss'),
    /** → song id */
    events: table<[userId: string, eventId: string], string>('events', 'ss'),
    /**
     * What a song's removal takes with it: a row for each event, → event id, and one with the digest `''` for a pair that
     * began without. The digest stands for the event id, for three ids are longer than LMDB's keys.
     */
    playsOfSong: table<[songId: string, userId: string, digest: string], string>('playsOfSong', 'sss'),

    reviews: table<[reviewId: string], Dated<Review, 'createdAt' | 'updatedAt'>>('reviews', 's'),
    reviewsOfSong: table<[songId: string, minusCreatedAt: number, reviewId: string], 1>('reviewsOfSong', 'sns'),
    reviewsOfUser: table<[userId: string, minusCreatedAt: number, reviewId: string], 1>('reviewsOfUser', 'sns'),
    quotes: table<[songId: string, aspect: string, minusStrength: number, reviewId: string, start: number], Quote>(
      'quotes',
      'ssnsn',
    ),

    /** Sorted by code point, never empty. */
    tags: table<[userId: string, songId: string], readonly string[]>('tags', 'ss'),
    taggers: table<[songId: string, userId: string], 1>('taggers', 'ss'),

    /** → [answeredAt in ms, user id, how many songs, the list: JSON, deflated, base64] */
    keptLists: table<[id: string], KeptRecord>('keptLists', 's'),
    keptByAge: table<[answeredAt: number, id: string], 1>('keptByAge', 'ns'),
    keptOfUser: table<[userId: string, id: string], 1>('keptOfUser', 'ss'),

    models: table<[version: string], Dated<ModelRecord, 'trainedAt'>>('models', 's'),
    trainingRuns: table<[id: string], Dated<TrainingRun, 'startedAt' | 'finishedAt' | 'aliveAt'>>('trainingRuns', 's'),
  }
}
export type Tables = ReturnType<typeof openTables>
