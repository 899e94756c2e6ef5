import type { TrainingData } from '../../domain/training-data.js'
import { NO_TASTE } from '../../domain/user.js'
import { type Candidates, candidateMaker, type SourceModels } from '../candidates.js'
import { FEATURES, featureRows } from '../features.js'
import { type InteractionMatrix, interactionsOf, row, songVector } from '../interactions.js'
import type { Listener } from '../listener.js'
import { type Random, randomInteger, shuffle } from '../random.js'
import { songMask } from '../recommend.js'
import { conflictValue, likingOf } from '../reviewed-interactions.js'
import { beliefsOf } from '../song-beliefs.js'
import { type TextModel, wordsReader } from '../text/text-model.js'
import { aspectTastes } from '../user-profile.js'
import type { RankingLists } from './train-mlp.js'

/** Candidates of a list: all that the user took, filled up with others drawn at random. */
const LIST_SIZE = 128
/** Users of a part, drawn at random: more would teach the same more slowly. */
const MOST_USERS = 1_000

/**
 * The lists that teach the ranker: for each user of `heldOut`, the candidates that models made without the held-out pairs
 * put forward, labelled by whether the user took them. A taken song that is no candidate teaches nothing.
 * @param rest     the data without the held-out pairs
 * @param history  the interactions of `rest`
 * @param heldOut  users × songs
 */
export function rankingLists(
  rest: TrainingData,
  history: InteractionMatrix,
  models: SourceModels,
  heldOut: InteractionMatrix,
  random: Random,
): RankingLists {
  const width = FEATURES.length
  const candidatesFor = candidateMaker(models)
  const beliefs = beliefsOf(rest)
  const listenerOf = listeners(rest, history, models.text)
  const lists: RankingLists[] = []
  const users = Uint32Array.from({ length: heldOut.users }, (_, user) => user).filter(
    user => row(heldOut, user).songs.length > 0 && row(history, user).songs.length > 0,
  )
  for (const user of shuffle(random, users).subarray(0, MOST_USERS)) {
    const taken = new Set(row(heldOut, user).songs)
    const listener = listenerOf(user)
    const candidates = candidatesFor(listener, songMask(history.songs, listener.history.songs))
    const drawn = draw(candidates, taken, random)
    if (!candidates.songs.some(song => taken.has(song))) continue
    const all = featureRows(models, beliefs, listener, candidates)
    const rows = new Float32Array(LIST_SIZE * width)
    const labels = new Int8Array(LIST_SIZE).fill(-1)
    drawn.forEach((candidate, i) => {
      rows.set(all.subarray(candidate * width, (candidate + 1) * width), i * width)
      labels[i] = taken.has(candidates.songs[candidate]) ? 1 : 0
    })
    lists.push({ count: 1, size: LIST_SIZE, features: width, users: Uint32Array.of(user), rows, labels })
  }
  return joinLists(lists)
}

/** Positions of the list's candidates: those taken (the first of them, up to half of the list), then others at random. */
function draw({ songs }: Candidates, taken: ReadonlySet<number>, random: Random): number[] {
  const positions = [...songs.keys()]
  const positive = positions.filter(at => taken.has(songs[at])).slice(0, LIST_SIZE / 2)
  const negative = positions.filter(at => !taken.has(songs[at]))
  const wanted = Math.min(negative.length, LIST_SIZE - positive.length)
  for (let i = 0; i < wanted; i++) {
    const j = i + randomInteger(random, negative.length - i)
    ;[negative[i], negative[j]] = [negative[j], negative[i]]
  }
  return [...positive, ...negative.slice(0, wanted)]
}

/** Makes listeners of the users of the data, as serving makes them of what the store knows. */
export function listeners(data: TrainingData, history: InteractionMatrix, text: TextModel): (user: number) => Listener {
  const { catalogue } = beliefsOf(data)
  const words = writtenWords(data, text)
  const disliked = dislikedSongs(data)
  const opinions = new Map<number, { canonicalAspect: string; polarity: number }[]>()
  for (const review of data.reviews) {
    const spoken = opinions.get(review.user) ?? []
    for (const { aspect, polarity } of review.opinions) spoken.push({ canonicalAspect: aspect, polarity })
    opinions.set(review.user, spoken)
  }
  return user => ({
    history: row(history, user),
    aspectImportance: new Map(
      aspectTastes(opinions.get(user) ?? [], NO_TASTE, catalogue).map(taste => [taste.aspect, taste.importance]),
    ),
    ...words(user),
    ...disliked(user),
  })
}

function writtenWords({ userIds, reviews }: TrainingData, text: TextModel): (user: number) => Pick<Listener, 'words'> {
  const read = wordsReader(text)
  const texts = userIds.map((): Uint32Array[] => [])
  for (const { user, terms } of reviews) if (terms) texts[user].push(terms)
  return user => {
    const words = read(texts[user])
    return words ? { words } : {}
  }
}

function dislikedSongs(data: TrainingData): (user: number) => Pick<Listener, 'disliked'> {
  const interactions = interactionsOf(data)
  const found = new Map<number, Map<number, number>>()
  for (const review of data.reviews) {
    const { user, song } = review
    const { songs, values } = row(interactions, user)
    const value = conflictValue(values[songs.indexOf(song)], likingOf(review))
    if (value === 0) continue
    const others = found.get(user)
    if (others) others.set(song, value)
    else found.set(user, new Map([[song, value]]))
  }
  return user => {
    const songs = found.get(user)
    return songs ? { disliked: songVector(songs) } : {}
  }
}

/** Lists of several sources one after another; at least one, all of one size. */
export function joinLists(parts: readonly RankingLists[]): RankingLists {
  const size = LIST_SIZE
  const features = FEATURES.length
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const rows = new Float32Array(count * size * features)
  const labels = new Int8Array(count * size)
  const users = new Uint32Array(count)
  let at = 0
  for (const part of parts) {
    rows.set(part.rows, at * size * features)
    labels.set(part.labels, at * size)
    users.set(part.users, at)
    at += part.count
  }
  return { count, size, features, users, rows, labels }
}

/** The lists of every `nth` user, and those of the others. */
export function splitLists(lists: RankingLists, nth: number): { chosen: RankingLists; others: RankingLists } {
  const { count, size, features, users, rows, labels } = lists
  const one = (i: number): RankingLists => ({
    ...lists,
    count: 1,
    users: users.subarray(i, i + 1),
    rows: rows.subarray(i * size * features, (i + 1) * size * features),
    labels: labels.subarray(i * size, (i + 1) * size),
  })
  const all = Array.from({ length: count }, (_, i) => i)
  return {
    chosen: joinLists(all.filter(i => users[i] % nth === 0).map(one)),
    others: joinLists(all.filter(i => users[i] % nth !== 0).map(one)),
  }
}
