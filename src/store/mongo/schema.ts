import { type Connection, type Model, Schema } from 'mongoose'
import type { ModelRecord, TrainingRun } from '../../domain/model.js'
import type { Review, ReviewAnalysis } from '../../domain/review.js'
import type { Song } from '../../domain/song.js'
import type { AspectTotals, ReviewTotals, TagCount } from '../../domain/totals.js'
import type { Taste } from '../../domain/user.js'

/** Of all that is below, and of what is computed from it twice (`withReview`, `quotesOf`). Whoever changes it raises it. */
export const FORMAT = 1

/** `ReviewTotals` with aspects as a list: names are no names of fields. */
export interface StoredReviewTotals extends Omit<ReviewTotals, 'aspects'> {
  readonly aspects: readonly (AspectTotals & { readonly aspect: string })[]
}

/** The documents that commits of the journal write (journal.ts), without their `_id` and `v`. */
export interface Bodies {
  /** `_id`: song id. Entry and running totals. `changed`: the latest commit that changed its entry, reviews or tags. */
  songs: Omit<Song, 'id'> & {
    readonly changed: number
    readonly playCount: number
    readonly listenerCount: number
    readonly reviews: StoredReviewTotals
    readonly userTags: readonly TagCount[]
  }
  /** `_id`: user id. There while any count is above zero or there is a taste. */
  users: {
    readonly playCount: number
    readonly songCount: number
    readonly reviewCount: number
    readonly tagCount: number
    readonly hasTaste: boolean
  }
  /** One document, `_id` CATALOGUE. */
  catalogues: {
    readonly songCount: number
    readonly userCount: number
    readonly playCount: number
    readonly reviews: StoredReviewTotals
  }
  /** `_id`: pairKey(user id, song id). */
  plays: {
    readonly userId: string
    readonly songId: string
    readonly count: number
    readonly lastPlayedAt: Date | null
  }
  /** `_id`: pairKey(user id, event id). */
  events: { readonly userId: string; readonly eventId: string; readonly songId: string }
  /** `_id`: review id. Texts are `storable`. */
  reviews: Omit<Review, 'id' | 'analysis'> & { readonly analysis: ReviewAnalysis }
  /** `_id`: pairKey(review id, aspect and place). Texts are `storable`. */
  quotes: {
    readonly songId: string
    readonly aspect: string
    readonly strength: number
    readonly reviewId: string
    readonly start: number
    readonly end: number
    readonly polarity: number
    readonly text: string
  }
  /** `_id`: pairKey(user id, song id). Sorted by code point, never empty. */
  tags: { readonly userId: string; readonly songId: string; readonly tags: readonly string[] }
  /** `_id`: user id. */
  tastes: Omit<Taste, 'aspectImportance'> & {
    readonly aspectImportance: readonly { readonly aspect: string; readonly importance: number }[]
  }
}
export type Table = keyof Bodies
export const CATALOGUE = 'catalogue'

/**
 * `v` is the number of the commit that wrote the document last. One that was removed leaves its `_id` and `v` behind, with
 * `goneAt`, so that a write of an earlier commit that arrives late does not bring it back.
 */
export type Stored<B> = B & { readonly _id: string; readonly v: number; readonly goneAt?: Date }

/** What one commit does to one document. `set` names the fields that change. */
export type Op =
  | { readonly kind: 'add' | 'replace'; readonly table: Table; readonly id: string; readonly body: object }
  | { readonly kind: 'set'; readonly table: Table; readonly id: string; readonly body: object }
  | { readonly kind: 'remove'; readonly table: Table; readonly id: string }

/** The journal's one document. Of `seq`, the latest commit, `ops` are kept while `pending`. */
export interface Head {
  readonly _id: string
  readonly format: number
  readonly seq: number
  /** The store (a random name of an open one) whose turn it is to write. */
  readonly holder: string | null
  readonly pending: boolean
  readonly ops: readonly Op[]
  /** How many documents of `journalParts` hold the ops instead, where they are too long for this one; their mark. */
  readonly parts: { readonly mark: string; readonly count: number } | null
  /** Whether `seq` changes songs' entries, reviews or tags. */
  readonly noted: boolean
  /** The latest finished commit that did. */
  readonly changedAt: number
}
export interface Part {
  readonly _id: string
  readonly seq: number
  readonly ops: readonly Op[]
}

/** Removed documents are kept this long: far longer than any write can be late. */
const GONE_SECONDS = 24 * 3600
const number = { type: Number, required: true }
const text = { type: String, required: true }
const mixed = { type: Schema.Types.Mixed }
const names = { type: [String], default: undefined }

/** A schema whose documents are made here only: fields that are not declared would be left out. */
function schemaOf(fields: Record<string, unknown>): Schema {
  return new Schema({ _id: text, ...fields } as never, { versionKey: false, minimize: false, autoIndex: false })
}

function journaled(fields: Record<string, unknown>): Schema {
  return schemaOf({ v: number, goneAt: Date, ...fields })
}

/** Songs that are gone stay for good, for `changes` tells of them; of everything else the server clears them away. */
function clearing(schema: Schema): Schema {
  return schema.index(
    { goneAt: 1 },
    {
      name: 'gone',
      expireAfterSeconds: GONE_SECONDS,
      partialFilterExpression: { goneAt: { $exists: true } },
    },
  )
}

const songs = journaled({
  title: text,
  artist: String,
  album: String,
  year: Number,
  genres: names,
  tags: names,
  durationSeconds: Number,
  attributes: mixed,
  changed: number,
  playCount: number,
  listenerCount: number,
  reviews: mixed,
  userTags: mixed,
})
  .index({ changed: 1 }, { name: 'changed' })
  .index({ v: 1 }, { name: 'v' })
const users = clearing(
  journaled({ playCount: number, songCount: number, reviewCount: number, tagCount: number, hasTaste: Boolean }),
)
const catalogues = journaled({ songCount: number, userCount: number, playCount: number, reviews: mixed })
const plays = clearing(journaled({ userId: text, songId: text, count: number, lastPlayedAt: Date })).index(
  { songId: 1 },
  { name: 'song' },
)
const events = clearing(journaled({ userId: text, eventId: text, songId: text })).index({ songId: 1 }, { name: 'song' })
const reviews = clearing(
  journaled({
    userId: text,
    songId: text,
    text,
    rating: Number,
    analysis: mixed,
    createdAt: Date,
    updatedAt: Date,
  }),
)
  .index({ songId: 1, createdAt: -1, _id: 1 }, { name: 'song' })
  .index({ userId: 1, createdAt: -1, _id: 1 }, { name: 'user' })
const quotes = clearing(
  journaled({
    songId: text,
    aspect: text,
    strength: number,
    reviewId: text,
    start: number,
    end: number,
    polarity: number,
    text,
  }),
).index({ songId: 1, aspect: 1, strength: -1, reviewId: 1, start: 1 }, { name: 'telling' })
const tags = clearing(journaled({ userId: text, songId: text, tags: names })).index({ songId: 1 }, { name: 'song' })
const tastes = clearing(journaled({ pinned: mixed, muted: mixed, aspectImportance: mixed }))

const heads = schemaOf({
  format: number,
  seq: number,
  holder: String,
  pending: Boolean,
  ops: mixed,
  parts: mixed,
  noted: Boolean,
  changedAt: number,
})
const journalParts = schemaOf({ seq: number, ops: mixed }).index({ seq: 1 }, { name: 'seq' })

const models = schemaOf({ record: mixed, fileId: Schema.Types.ObjectId })
const settings = schemaOf({ value: mixed })
const trainingRuns = schemaOf({ status: text, run: mixed }).index({ status: 1 }, { name: 'status' })
const keptLists = schemaOf({ userId: text, keptAt: Date, length: number, list: text })
  .index({ keptAt: 1, _id: 1 }, { name: 'kept' })
  .index({ userId: 1 }, { name: 'user' })

/** Documents that are written one at a time, without the journal. */
interface Others {
  heads: Head
  journalParts: Part
  /** `_id`: version. The artefact is a file of GridFS. */
  models: { _id: string; record: ModelRecord; fileId: unknown }
  /** `_id`: `activeModel`, `mark:` and a mark's name, or `erasing:` and a user's id. */
  settings: { _id: string; value: string }
  /** `_id`: run id. */
  trainingRuns: { _id: string; status: string; run: TrainingRun }
  /** `_id`: list id. `list`: JSON. */
  keptLists: { _id: string; userId: string; keptAt: Date; length: number; list: string }
}

const SCHEMAS = {
  songs,
  users,
  catalogues,
  plays,
  events,
  reviews,
  quotes,
  tags,
  tastes,
  heads,
  journalParts,
  models,
  settings,
  trainingRuns,
  keptLists,
} satisfies Record<Table | keyof Others, Schema>

export type Tables = { readonly [T in Table]: Model<Stored<Bodies[T]>> }
export type Collections = Tables & { readonly [O in keyof Others]: Model<Others[O]> }

export function openCollections(connection: Connection): Collections {
  const entries = Object.entries(SCHEMAS).map(([name, schema]) => [name, connection.model(name, schema, name)] as const)
  return Object.fromEntries(entries) as unknown as Collections
}
