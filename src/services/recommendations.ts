import { createHash } from 'node:crypto'
import { NotFoundError } from '../domain/errors.js'
import { checkFilter, checkId } from '../domain/input.js'
import { type Order, pageOf, type Sorted } from '../domain/page.js'
import type { Recommendation, RecommendationBasis } from '../domain/recommendation.js'
import { contentProfile } from '../recommender/content.js'
import { attribution } from '../recommender/evidence.js'
import type { Listener } from '../recommender/listener.js'
import type { SongBeliefs } from '../recommender/song-beliefs.js'
import type { Store } from '../store/ports.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { type Exclusion, excludedSongs, exclusion, isAllowed } from './exclusion.js'
import type { AnsweredList } from './kept-lists.js'
import { listenerOf } from './listener.js'
import { pageRequest } from './paging.js'
import { followers } from './popularity.js'
import { predictedRatings } from './predicted-ratings.js'
import { dislikedSongs, reasonsFor } from './reasons.js'
import { reviewTerms } from './review-terms.js'
import type { RecommendationService } from './services.js'
import { similarSongsService } from './similar-songs.js'
import { readUserHistory } from './user-history.js'

interface Dependencies {
  readonly store: Store
  readonly view: CatalogueView
  /** Has the view refreshed when it answers (`currentModel`). */
  readonly model: () => Promise<ServedModel | null>
  /** Told of each answer, after it; left out: nobody is. */
  readonly keep?: (list: AnsweredList) => void
  readonly now?: () => Date
}

/** A place in a whole list; only those of the page that is asked for are furnished with reasons. */
interface Place {
  readonly songId: string
  readonly score: number
  /** From 1. */
  readonly rank: number
}

/** A popularity list goes no further: nobody pages on, and every cold request would carry the whole catalogue. */
const POPULARITY_LENGTH = 500

export function recommendationService({
  store,
  view,
  model,
  keep,
  now = () => new Date(),
}: Dependencies): RecommendationService {
  const termsOfReview = reviewTerms()
  const predictionsOf = predictedRatings(view, termsOfReview)
  return {
    async recommend({ userId, options, ...page }) {
      checkId(userId, 'userId')
      const request = pageRequest(page)
      checkFilter(options?.filter, 'options.filter')
      const [history, served] = await Promise.all([readUserHistory(store, userId), model()])
      const excluded = exclusion(history, options ?? {}, view)
      const beliefs = beliefsOf(view, served)
      const listener = served && listenerOf(history, served, view.catalogueTotals, termsOfReview)
      const list =
        served && listener && listener.history.songs.length > 0
          ? personalList(served, listener, beliefs, excluded, view)
          : popularityList(view, excluded)
      const profile = served && listener && contentProfile(served.models.content, listener.history)
      const disliked = dislikedSongs(history)
      const evidence = { store, view, served, history, disliked, listener, profile, beliefs }
      const predict = predictionsOf(served, history.reviews)
      const found = pageOf(list.places, BEST_FIRST, request)
      const items = await Promise.all(
        found.items.map(async ({ node: place, cursor }) => {
          const song = view.song(place.songId)
          if (!song) throw new NotFoundError('song', place.songId)
          const parts = list.attribution(place)
          const reasons = await reasonsFor(song, parts.contributions, evidence)
          const { score, rank } = place
          const node: Recommendation = { song, score, rank, ...parts, reasons, predictedRating: predict(song.id) }
          return { node, cursor }
        }),
      )
      const modelVersion = served?.version ?? null
      // The same user, options, model and list give the same id.
      const recommendationId = digestOf(JSON.stringify([userId, options, modelVersion, list.digest]))
      keep?.({
        id: recommendationId,
        userId,
        answeredAt: now(),
        basis: list.basis,
        modelVersion,
        recommendations: items.map(({ node }) => node),
        hasNextPage: found.hasNextPage,
      })
      return { ...found, items, basis: list.basis, modelVersion, recommendationId }
    },
    similarSongs: similarSongsService({ view, model }),
  }
}

interface List {
  readonly basis: RecommendationBasis
  /** Best first. */
  readonly places: Sorted<Place>
  attribution(place: Place): Pick<Recommendation, 'baseline' | 'contributions'>
  /** Differs where the list does. */
  readonly digest: string
}

function personalList(
  served: ServedModel,
  listener: Listener,
  beliefs: SongBeliefs,
  excluded: Exclusion,
  view: CatalogueView,
): List {
  const { songIds, models } = served
  const { songs, scores, featuresAt } = served.rank(listener, beliefs, excludedSongs(excluded, view, served))
  return {
    basis: 'HISTORY',
    places: {
      length: songs.length,
      at: index => ({ songId: songIds[songs[index]], score: scores[index], rank: index + 1 }),
    },
    attribution: ({ rank }) => attribution(models.ranker, featuresAt(rank - 1)),
    digest: digestOf(songs, scores),
  }
}

/** For a user of whom the model knows nothing, or a store without a model: ln(1 + followers). */
function popularityList(view: CatalogueView, excluded: Exclusion): List {
  const places: Place[] = []
  for (const songId of view.popular()) {
    if (places.length === POPULARITY_LENGTH) break
    if (!isAllowed(excluded, view, songId)) continue
    places.push({ songId, score: Math.log1p(followers(view.totals(songId))), rank: places.length + 1 })
  }
  return {
    basis: 'POPULARITY',
    places,
    attribution: ({ score }) => ({ baseline: 0, contributions: [{ kind: 'POPULARITY', value: score }] }),
    digest: digestOf(JSON.stringify(places)),
  }
}

function digestOf(...parts: (string | Uint32Array | Float32Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 22)
}

/** The store's running totals, by the indices of a model. */
function beliefsOf(view: CatalogueView, served: ServedModel | null): SongBeliefs {
  const { catalogueTotals } = view
  return { catalogue: catalogueTotals, profile: song => view.profile(served?.songIds[song] ?? '') }
}

/** The rank tells equal scores apart. By score first, so that a list that changed between two pages goes on where it was. */
const BEST_FIRST: Order<Place, readonly ['number', 'number']> = {
  kinds: ['number', 'number'],
  keyOf: ({ score, rank }) => [score, rank],
  compare: ([scoreA, rankA], [scoreB, rankB]) => scoreB - scoreA || rankA - rankB,
}
