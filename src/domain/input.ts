import { z } from 'zod'
import { BadInputError } from './errors.js'
import { ID_LENGTH } from './ids.js'
import type { Play } from './play.js'
import type { RecommendationOptions } from './recommendation.js'
import type { Song, SongFilter, SongPatch } from './song.js'

/** A review as it is handed in. `createdAt`: when it was written, where an import knows; else now. */
export interface ReviewInput {
  readonly userId: string
  readonly songId: string
  readonly text: string
  readonly rating: number | null
  readonly createdAt: Date | null
}

export interface TagsInput {
  readonly userId: string
  readonly songId: string
  readonly tags: readonly string[]
}

/** The longest text that is read as a review, in UTF-16 units. */
export const TEXT_LENGTH = 20_000
const NAME_LENGTH = 1_000
const LIST_LENGTH = 1_000

const id = z
  .string(`use a string of 1 to ${ID_LENGTH} characters`)
  .min(1, `use 1 to ${ID_LENGTH} characters`)
  .max(ID_LENGTH, `use 1 to ${ID_LENGTH} characters`)
  .refine(text => text.isWellFormed(), 'use well-formed Unicode (there is half a surrogate pair in it)')

const name = z
  .string(`use a string of 1 to ${NAME_LENGTH} characters`)
  .max(NAME_LENGTH, `use at most ${NAME_LENGTH} characters`)
  .refine(text => text.trim() !== '', 'use at least one character that is not blank')
  .transform(text => text.toWellFormed())

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform(value => value ?? null)
const list = z
  .array(
    name.transform(text => text.trim()),
    'use a list of strings',
  )
  .max(LIST_LENGTH, `use at most ${LIST_LENGTH} entries`)
const names = list.nullish().transform(given => [...new Set(given ?? [])])
const year = z.int('use a year, 1 to 9999').min(1, 'use a year, 1 to 9999').max(9999, 'use a year, 1 to 9999')
const durationSeconds = z.number('use seconds above 0').positive('use seconds above 0')
const attributes = z
  .array(z.object({ name, value: z.number('use a finite number') }), 'use a list of { name, value }')
  .max(LIST_LENGTH, `use at most ${LIST_LENGTH} entries`)
  .nullish()
  .transform(list => list ?? [])
  .refine(list => new Set(list.map(each => each.name)).size === list.length, 'name each attribute once')

const song = z.object({
  id,
  title: name,
  artist: optional(name),
  album: optional(name),
  year: optional(year),
  genres: names,
  tags: names,
  durationSeconds: optional(durationSeconds),
  attributes,
})

const songPatch = z.object({
  title: name.optional(),
  artist: name.nullish(),
  album: name.nullish(),
  year: year.nullish(),
  genres: names.optional(),
  tags: names.optional(),
  durationSeconds: durationSeconds.nullish(),
  attributes: attributes.optional(),
})

const review = z.object({
  userId: id,
  songId: id,
  text: z
    .string('use a text')
    .max(TEXT_LENGTH, `use at most ${TEXT_LENGTH} characters`)
    .refine(text => text.trim() !== '', 'write at least one character that is not blank'),
  rating: optional(
    z
      .number('use 0.5 to 5 in steps of 0.5')
      .min(0.5, 'use 0.5 to 5 in steps of 0.5')
      .max(5, 'use 0.5 to 5 in steps of 0.5')
      .multipleOf(0.5, 'use 0.5 to 5 in steps of 0.5'),
  ),
  createdAt: optional(z.date('use an ISO 8601 instant')),
})

const COUNT = 'use a whole number, 1 to 1,000,000'
const play = z.object({
  userId: id,
  songId: id,
  count: z
    .int(COUNT)
    .min(1, COUNT)
    .max(1_000_000, COUNT)
    .nullish()
    .transform(count => count ?? 1),
  playedAt: optional(z.date('use an ISO 8601 instant')),
  eventId: optional(id),
})

const tags = z.object({ userId: id, songId: id, tags: list.transform(given => [...new Set(given)]) })
const YEAR_RANGE = 'use a first year that is not after the last'
const filter = z
  .object({
    yearFrom: year.nullish(),
    yearTo: year.nullish(),
    minReviews: z.int('use 0 or more').min(0, 'use 0 or more').nullish(),
    minSentiment: z.number('use -1 to 1').min(-1, 'use -1 to 1').max(1, 'use -1 to 1').nullish(),
  })
  .refine(({ yearFrom, yearTo }) => (yearFrom ?? 0) <= (yearTo ?? Number.POSITIVE_INFINITY), {
    message: YEAR_RANGE,
    path: ['yearFrom'],
  })
const share = z.number('use 0 to 1').min(0, 'use 0 to 1').max(1, 'use 0 to 1').nullish()
const context = z.object({ recentSongIds: z.array(id).nullish() }).nullish()
const options = z.object({ diversity: share, novelty: share, context })
const first = z.int('use 1 to 100').min(1, 'use 1 to 100').max(100, 'use 1 to 100')

/** Each takes what came from outside and the path to name in an error; throws BadInputError for the first fault. */
export const checkSong = (value: unknown, path: string): Song => check(song, value, path)
export const checkSongPatch = (value: unknown, path: string): SongPatch => check(songPatch, value, path)
export const checkReview = (value: unknown, path: string): ReviewInput => check(review, value, path)
export const checkPlay = (value: unknown, path: string): Play => check(play, value, path)
export const checkTags = (value: unknown, path = ''): TagsInput => check(tags, value, path)
/** The ranges of a filter whose types are right. */
export const checkFilter = (value: SongFilter | null | undefined, path: string): SongFilter => {
  check(filter, value ?? {}, path)
  return value ?? {}
}
/** The ranges of options whose types are right. */
export const checkOptions = (value: RecommendationOptions | null | undefined, path: string): RecommendationOptions => {
  check(options, value ?? {}, path)
  checkFilter(value?.filter, `${path}.filter`)
  return value ?? {}
}
export const checkId = (value: unknown, path: string): string => check(id, value, path)
export const checkFirst = (value: unknown, path = 'first'): number => check(first, value, path)
/** A text that is read but not stored; a blank one is allowed. */
export const checkText = (value: unknown, path = 'text'): string =>
  check(z.string('use a text').max(TEXT_LENGTH, `use at most ${TEXT_LENGTH} characters`), value, path)

function check<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  )
  throw new BadInputError([path, ...issue.path].filter(part => part !== '').join('.'), at, issue.message)
}
