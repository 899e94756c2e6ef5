import { makeCatalogue, type SeedSong } from './catalogue.js'
import { addConflicts } from './conflicts.js'
import { makePlays, type PlayLine } from './plays.js'
import { Writer } from './reviews/compose.js'
import { planReviews } from './reviews/plan.js'
import { makeTags, type TagLine } from './tags.js'
import { makeUsers, type SeedUser } from './users.js'

/** A line of reviews.jsonl; `rating` is left out where the user gave none. */
export interface ReviewLine {
  readonly userId: string
  readonly songId: string
  readonly text: string
  readonly rating?: number
  readonly createdAt: string
}

/** The whole demo catalogue, with what is hidden in it. */
export interface Seeds {
  readonly songs: readonly SeedSong[]
  readonly users: readonly SeedUser[]
  readonly plays: readonly PlayLine[]
  readonly reviews: readonly ReviewLine[]
  readonly tags: readonly TagLine[]
}

/** The same on every call and every machine. */
export function makeSeeds(): Seeds {
  const songs = makeCatalogue()
  const users = makeUsers()
  const drawn = makePlays(users, songs)
  const plans = planReviews(users, songs, drawn)
  const plays = addConflicts(drawn, plans)
  const writer = new Writer(songs)
  const reviews = plans.map(plan => ({
    userId: plan.user.id,
    songId: plan.song.song.id,
    text: writer.write(plan),
    ...(plan.showsStars ? { rating: plan.stars } : {}),
    createdAt: plan.createdAt,
  }))
  return { songs, users, plays, reviews, tags: makeTags(users, songs, drawn) }
}
