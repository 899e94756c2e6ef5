import type { ReviewInput } from '../domain/input.js'
import type { ModelRecord, TrainingProgress, TrainingRun } from '../domain/model.js'
import type { Page, PageRequest } from '../domain/page.js'
import type { PlayCount } from '../domain/play.js'
import type {
  AspectSummary,
  AspectTaste,
  CatalogueStats,
  Conflict,
  SongProfile,
  WeightedName,
} from '../domain/profile.js'
import type {
  Recommendation,
  RecommendationBasis,
  RecommendationOptions,
  SimilarSong,
} from '../domain/recommendation.js'
import type { Aspect, Quote, Review, ReviewAnalysis } from '../domain/review.js'
import type { Song, SongFilter, SongOrder } from '../domain/song.js'
import type { Taste, User } from '../domain/user.js'

/** For the server, which knows the services and nothing below them. */
export { OperatorError } from '../domain/errors.js'

/**
 * Every use case, by noun. What the arguments carry comes from outside and is checked here; what is wrong is thrown as a
 * DomainError.
 */
export interface Services {
  readonly songs: SongService
  readonly reviews: ReviewService
  readonly plays: PlayService
  readonly users: UserService
  readonly recommendations: RecommendationService
  readonly models: ModelService
  readonly catalogue: CatalogueService
}

/** Input of the edge before its check. */
export type Unchecked<T> = { readonly [K in keyof T]?: unknown }
/** `first` and `after` as the caller gave them. */
export type PageArgs = { readonly first: number; readonly after?: string | null }

export interface SongService {
  add(input: Unchecked<Song>): Promise<Song>
  update(id: string, patch: Unchecked<Song>): Promise<Song>
  upsert(input: readonly Unchecked<Song>[]): Promise<UpsertSongsResult>
  remove(id: string): Promise<boolean>
  get(id: string): Promise<Song | null>
  page(args: PageArgs & { filter?: SongFilter | null; orderBy: SongOrder }): Promise<Page<Song>>
  search(query: string, first: number): Promise<Song[]>
  /** The catalogue's and the users' tags, most used first. */
  tags(song: Song): Promise<string[]>
  profile(songId: string): Promise<SongProfile>
  quotes(songId: string, aspect: string, first: number): Promise<Quote[]>
  tag(userId: string, songId: string, tags: readonly string[]): Promise<Song>
}
/** Each entry of the list counts once. */
export interface UpsertSongsResult {
  readonly added: number
  /** Songs that were there before, and entries whose id comes again in the list: the last one wins. */
  readonly replaced: number
  readonly rejected: readonly Rejection[]
}
/** `index`: position in the input list. */
export interface Rejection {
  readonly index: number
  readonly code: string
  readonly message: string
}

export interface ReviewService {
  post(input: Unchecked<ReviewInput>): Promise<Review>
  remove(id: string): Promise<boolean>
  get(id: string): Promise<Review | null>
  pageOfSong(songId: string, page: PageArgs): Promise<Page<Review>>
  pageOfUser(userId: string, page: PageArgs): Promise<Page<Review>>
  /** Reads a text without storing it. */
  analyze(text: string): ReviewAnalysis
}

export interface PlayService {
  record(input: readonly Unchecked<PlayInput>[]): Promise<RecordPlaysResult>
  pageOfUser(userId: string, page: PageArgs): Promise<Page<PlayCount>>
}
export interface PlayInput {
  readonly userId: string
  readonly songId: string
  readonly count: number
  readonly playedAt: Date | null
  readonly eventId: string | null
}
export interface RecordPlaysResult {
  readonly recorded: number
  readonly repeated: number
  readonly rejected: readonly Rejection[]
}

export interface UserService {
  get(id: string): Promise<User | null>
  aspects(id: string, first: number): Promise<AspectTaste[]>
  /** What they say of an aspect, in their own words, most telling first. */
  quotes(id: string, aspect: string, first: number): Promise<Quote[]>
  genres(id: string, first: number): Promise<WeightedName[]>
  artists(id: string, first: number): Promise<WeightedName[]>
  conflicts(id: string, first: number): Promise<Conflict[]>
  taste(id: string): Promise<Taste>
  /** Takes away all that is kept of a user. Of nobody, too: the receipt says that nothing was there. */
  erase(id: string): Promise<ErasureReceipt>
}
export interface ErasureReceipt {
  readonly userId: string
  readonly reviewsRemoved: number
  readonly playsRemoved: number
  readonly tagsRemoved: number
  readonly tasteRemoved: boolean
  /** Versions, newest first. */
  readonly modelsStillInfluenced: readonly string[]
  readonly erasedAt: Date
}

export interface RecommendationService {
  recommend(args: PageArgs & { userId: string; options?: RecommendationOptions | null }): Promise<RecommendationPage>
  similarSongs(songId: string, first: number): Promise<SimilarSong[]>
}
export interface RecommendationPage extends Page<Recommendation> {
  readonly recommendationId: string
  readonly basis: RecommendationBasis
  readonly modelVersion: string | null
}

export interface ModelService {
  /** Null before the first training. */
  active(): Promise<ModelRecord | null>
  get(version: string): Promise<ModelRecord | null>
  /** Newest first. */
  list(first: number): Promise<ModelRecord[]>
  activate(version: string): Promise<ModelRecord>
  /**
   * Starts a training in the background. ConflictError while one is running.
   * @param force activates the model even if it is clearly worse than the active one
   */
  train(options?: { readonly force?: boolean }): Promise<TrainingRun>
  cancel(runId: string): Promise<TrainingRun>
  /** Whether a process, this or another, is training. */
  isTraining(): Promise<boolean>
  run(runId: string): Promise<TrainingRun | null>
  /** Resolves when the run has ended, however it did. */
  finished(runId: string, onProgress: (progress: TrainingProgress) => void): Promise<TrainingRun>
}

export interface CatalogueService {
  stats(): Promise<CatalogueStats>
  /** Most mentioned first, over all reviews. */
  aspectSummaries(first: number): Promise<AspectSummary[]>
  /** What is said of an aspect: the most telling quote of each of the most reviewed songs, in their order. */
  quotes(aspect: string, first: number): Promise<Quote[]>
  /** The aspect lexicon, parents before children. */
  aspects(): readonly Aspect[]
}
export type { PageRequest }
