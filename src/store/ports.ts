import type { ModelRecord, TrainingRun } from '../domain/model.js'
import type { Page, PageRequest } from '../domain/page.js'
import type { Play, PlayCount, PlayEvent } from '../domain/play.js'
import type { KeptList } from '../domain/recommendation.js'
import type { Quote, Review } from '../domain/review.js'
import type { Song, SongFilter, SongOrder } from '../domain/song.js'
import type { CatalogueTotals, SongTotals } from '../domain/totals.js'
import type { Erasure, TagAssignment, Taste, User } from '../domain/user.js'

/**
 * Everything the product keeps. An adapter is right when it passes `test/store/contract.ts`.
 *
 * Every write is durable when its promise resolves, all or nothing, and safe to repeat. What a method is given is
 * trusted: input is checked at the edge. Running totals equal a recount at any moment between writes.
 */
export interface Store {
  readonly songs: SongStore
  readonly plays: PlayStore
  readonly reviews: ReviewStore
  readonly tags: TagStore
  readonly users: UserStore
  readonly tastes: TasteStore
  readonly models: ModelStore
  readonly trainingRuns: TrainingRunStore
  readonly keptLists: KeptListStore
  readonly marks: MarkStore
  /** What `doctor` shows of the store: its kind, versions, place, size. Never a password. */
  describe(): Promise<readonly { readonly name: string; readonly value: string }[]>
  /**
   * Works all totals and indexes out anew from songs, plays, reviews, tags and tastes, and takes away what belongs to no
   * song. Safe to cut off and to repeat, in which case it starts over. Nobody else may write meanwhile.
   * @param onProgress told the share that is done, in [0, 1]
   */
  rebuild(onProgress?: (done: number) => void): Promise<void>
  close(): Promise<void>
}

export interface SongStore {
  /** False, and nothing changed, if the id is taken. */
  add(song: Song): Promise<boolean>
  /** Adds new songs and replaces known ones, in one durable write. Later entries of the same id win. */
  upsert(songs: readonly Song[]): Promise<{ added: number; replaced: number }>
  /** Applies `change` to the song as it stands, atomically. Null if there is none. */
  update(id: string, change: (song: Song) => Song): Promise<Song | null>
  /** With its plays, play events, reviews and tags; users' and catalogue totals follow. False if there was none. */
  remove(id: string): Promise<boolean>
  get(id: string): Promise<Song | null>
  /** In the order asked for; null where there is none. */
  getMany(ids: readonly string[]): Promise<(Song | null)[]>
  /** Of a known song; `NO_TOTALS` for any other. */
  totals(id: string): Promise<SongTotals>
  /** `totals` of each, in the order asked for. */
  totalsMany(ids: readonly string[]): Promise<SongTotals[]>
  catalogueTotals(): Promise<CatalogueTotals>
  /**
   * Songs that pass the filter, in order; ties by id. Titles compare without case and accents; songs without a year
   * come last in either direction. SENTIMENT_DESC is by the shrunk score (`domain/profile.ts`).
   */
  page(filter: SongFilter, order: SongOrder, page: PageRequest): Promise<Page<Song>>
  /** All songs, by id, a bounded number in memory at a time. */
  all(): AsyncIterable<Song>
  /**
   * Songs whose entry, reviews or tags changed (or that were removed) after the moment `since`, each once, and the
   * moment up to which that is true. Moments are opaque, of this store; null asks for all songs.
   */
  changes(since: string | null): Promise<{ songIds: string[]; moment: string }>
}

export interface PlayStore {
  /** Adds up. `repeated` where the user's event id was there already; `unknownSong` where there is no such song. */
  record(plays: readonly Play[]): Promise<PlayOutcome[]>
  get(userId: string, songId: string): Promise<PlayCount | null>
  /** All of a user's, by song id. */
  ofUser(userId: string): Promise<PlayCount[]>
  /** Most played first; ties by song id. */
  pageOfUser(userId: string, page: PageRequest): Promise<Page<PlayCount>>
  /** All play counts, by user id then song id, a bounded number in memory at a time. */
  all(): AsyncIterable<PlayCount>
  /** All event ids that were counted, by user id then event id, a bounded number in memory at a time. */
  events(): AsyncIterable<PlayEvent>
  /**
   * Marks event ids as counted, without adding plays: for a store that is restored from `all` and `events` of another.
   * `repeated` where the user's event id was there already, whatever its song.
   */
  restoreEvents(events: readonly PlayEvent[]): Promise<('restored' | 'repeated' | 'unknownSong')[]>
}
export type PlayOutcome = 'recorded' | 'repeated' | 'unknownSong'

export interface ReviewStore {
  /**
   * Inserts, or replaces the user's earlier review of the same song, which keeps its `createdAt`. `unchanged` where text,
   * rating and analyzer version equal what is there. Null, and nothing written, where there is no such song.
   * Song, user and catalogue totals and the quotes change in the same write.
   */
  put(review: Review): Promise<{ review: Review; outcome: 'added' | 'replaced' | 'unchanged' } | null>
  /** `put` for many in one durable write; outcomes in the order given. */
  putMany(reviews: readonly Review[]): Promise<('added' | 'replaced' | 'unchanged' | 'unknownSong')[]>
  /** False if there was none. */
  remove(id: string): Promise<boolean>
  get(id: string): Promise<Review | null>
  /** Newest (createdAt) first; ties by id. */
  pageOfSong(songId: string, page: PageRequest): Promise<Page<Review>>
  /** Newest (createdAt) first; ties by id. */
  pageOfUser(userId: string, page: PageRequest): Promise<Page<Review>>
  /** All of a user's, newest first. */
  ofUser(userId: string): Promise<Review[]>
  /** What is said of an aspect of a song, most telling first (`quoteStrength` in domain/quotes.ts), ties by review id. */
  quotes(songId: string, aspect: string, first: number): Promise<Quote[]>
  /** All reviews, by id, a bounded number in memory at a time. */
  all(): AsyncIterable<Review>
}

export interface TagStore {
  /** Replaces this user's tags of this song; an empty list takes them back. False where there is no such song. */
  replace(userId: string, songId: string, tags: readonly string[]): Promise<boolean>
  /** Adds to what is there, in one durable write; repeating is harmless. False where there is no such song. */
  addMany(assignments: readonly TagAssignment[]): Promise<('added' | 'unchanged' | 'unknownSong')[]>
  ofUser(userId: string): Promise<TagAssignment[]>
  /** All assignments, by user id, song id, tag, a bounded number in memory at a time. */
  all(): AsyncIterable<TagAssignment>
}

export interface UserStore {
  /** Null for a user without plays, reviews, tags or taste. */
  get(id: string): Promise<User | null>
  /**
   * Takes away all that is kept of a user: plays with their events, reviews with their quotes, tags, taste, kept lists.
   * Totals follow. Null where there is nothing of theirs. A user with more than fits one write may go in several; a cut
   * between two of them is finished when the store is next opened.
   */
  erase(id: string): Promise<Erasure | null>
}

export interface TasteStore {
  get(userId: string): Promise<Taste | null>
  put(userId: string, taste: Taste): Promise<void>
  /** All tastes, by user id, a bounded number in memory at a time. */
  all(): AsyncIterable<{ readonly userId: string; readonly taste: Taste }>
}

export interface ModelStore {
  /** The artefact first, then the record: a record without its artefact never exists. */
  put(record: ModelRecord, artefact: Uint8Array): Promise<void>
  /** Newest first. */
  list(): Promise<ModelRecord[]>
  get(version: string): Promise<ModelRecord | null>
  /** The bytes as they were put; null where there are none. */
  artefact(version: string): Promise<Uint8Array | null>
  /** Null before the first `activate`. */
  activeVersion(): Promise<string | null>
  /** False where there is no such model. */
  activate(version: string): Promise<boolean>
}

export interface TrainingRunStore {
  put(run: TrainingRun): Promise<void>
  get(id: string): Promise<TrainingRun | null>
  /** Those still marked RUNNING. */
  running(): Promise<TrainingRun[]>
}

/** Lists as they were answered, for `replay`; the `KEPT_LISTS` with the latest `answeredAt`. */
export interface KeptListStore {
  /** Of two with the same id the longer one stays, of equally long ones the first. Repeating is harmless. */
  keep(lists: readonly KeptList[]): Promise<void>
  get(id: string): Promise<KeptList | null>
}
export const KEPT_LISTS = 10_000

/** Short notes that the product leaves itself, such as that a restore is under way. */
export interface MarkStore {
  get(name: string): Promise<string | null>
  /** Null takes the mark away. */
  put(name: string, text: string | null): Promise<void>
}
