import { createHash } from 'node:crypto'
import { NotFoundError } from '../domain/errors.js'
import { checkId } from '../domain/input.js'
import { type CursorKey, pageOf } from '../domain/page.js'
import type { Recommendation, RecommendationBasis, RecommendationOptions } from '../domain/recommendation.js'
import { songFilter } from '../domain/song-filter.js'
import { attribution } from '../recommender/evidence.js'
import { FEATURES, type Listener } from '../recommender/features.js'
import { ratingPredictor } from '../recommender/rating.js'
import type { SongBeliefs } from '../recommender/song-beliefs.js'
import type { UserHistory } from '../recommender/user-history.js'
import type { Store } from '../store/ports.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { listenerOf } from './listener.js'
import { pageRequest } from './paging.js'
import { followers } from './popularity.js'
import { reasonsFor } from './reasons.js'
import type { RecommendationService } from './services.js'
import { similarSongsService } from './similar-songs.js'
import { readUserHistory } from './user-history.js'

interface Dependencies {
  readonly store: Store
  readonly view: CatalogueView
  readonly model: () => Promise<ServedModel | null>
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

export function recommendationService({ store, view, model }: Dependencies): RecommendationService {
  return {
    async recommend({ userId, options, ...page }) {
      checkId(userId, 'userId')
      const request = pageRequest(page)
      const [history, served] = await Promise.all([readUserHistory(store, userId), model(), view.refresh()])
      const excluded = exclusion(history, options ?? {}, view)
      const beliefs = beliefsOf(view, served)
      const listener = served && listenerOf(history, served.index, view.catalogueTotals)
      const list =
        served && listener && listener.history.songs.length > 0
          ? personalList(served, listener, beliefs, excluded)
          : popularityList(view, excluded)
      const predict = ratingPredictor(history.reviews, view.totals, view.catalogueTotals)
      const found = pageOf(list.places, keyOf, byScore, request)
      const items = await Promise.all(
        found.items.map(async ({ node: place, cursor }) => {
          const song = view.song(place.songId)
          if (!song) throw new NotFoundError('song', place.songId)
          const parts = list.attribution(place)
          const reasons = await reasonsFor(song, parts.contributions, { store, view, served, listener, beliefs })
          const { score, rank } = place
          const node: Recommendation = { song, score, rank, ...parts, reasons, predictedRating: predict(song.id) }
          return { node, cursor }
        }),
      )
      const modelVersion = served?.version ?? null
      const recommendationId = fingerprint(userId, options ?? {}, modelVersion, list.places)
      return { ...found, items, basis: list.basis, modelVersion, recommendationId }
    },
    similarSongs: similarSongsService({ view, model }),
  }
}

interface List {
  readonly basis: RecommendationBasis
  /** Best first. */
  readonly places: readonly Place[]
  attribution(place: Place): Pick<Recommendation, 'baseline' | 'contributions'>
}

function personalList(
  served: ServedModel,
  listener: Listener,
  beliefs: SongBeliefs,
  excluded: (songId: string) => boolean,
): List {
  const { songIds, models } = served
  const { songs, scores, rows } = served.rank(listener, beliefs, song => excluded(songIds[song]))
  return {
    basis: 'HISTORY',
    places: Array.from(songs, (song, i) => ({ songId: songIds[song], score: scores[i], rank: i + 1 })),
    attribution: ({ rank }) =>
      attribution(models.ranker, rows.subarray((rank - 1) * FEATURES.length, rank * FEATURES.length)),
  }
}

/** For a user of whom the model knows nothing, or a store without a model: ln(1 + followers). */
function popularityList(view: CatalogueView, excluded: (songId: string) => boolean): List {
  const places: Place[] = []
  for (const songId of view.popular()) {
    if (places.length === POPULARITY_LENGTH) break
    if (excluded(songId)) continue
    places.push({ songId, score: Math.log1p(followers(view.totals(songId))), rank: places.length + 1 })
  }
  return {
    basis: 'POPULARITY',
    places,
    attribution: ({ score }) => ({ baseline: 0, contributions: [{ kind: 'POPULARITY', value: score }] }),
  }
}

/** What this user must not be shown: what they know, muted, excluded, or what the filter does not let through. */
function exclusion(
  { plays, reviews, taste: { muted } }: UserHistory,
  { filter, exclude, includeKnown }: RecommendationOptions,
  view: CatalogueView,
): (songId: string) => boolean {
  const hidden = new Set([...(exclude ?? []), ...muted.songs])
  if (!includeKnown) for (const { songId } of [...plays, ...reviews]) hidden.add(songId)
  const passes = songFilter(filter ?? {}, view.catalogueTotals)
  const artists = new Set(muted.artists.map(name => name.toLowerCase()))
  const genres = new Set(muted.genres.map(name => name.toLowerCase()))
  return id => {
    const song = view.song(id)
    return (
      song === undefined ||
      hidden.has(id) ||
      (song.artist !== null && artists.has(song.artist.toLowerCase())) ||
      song.genres.some(genre => genres.has(genre.toLowerCase())) ||
      !passes(song, view.totals(id))
    )
  }
}

/** The store's running totals, by the indices of a model. */
function beliefsOf(view: CatalogueView, served: ServedModel | null): SongBeliefs {
  const { catalogueTotals } = view
  return { catalogue: catalogueTotals, profile: song => view.profile(served?.songIds[song] ?? '') }
}

const keyOf = ({ songId, score }: Place): CursorKey => [score, songId]

/** Greater scores first, then by id. */
function byScore([scoreA, idA]: CursorKey, [scoreB, idB]: CursorKey): number {
  return Number(scoreB) - Number(scoreA) || (String(idA) < String(idB) ? -1 : Number(String(idA) > String(idB)))
}

/** The same user, options, model and list give the same id. */
function fingerprint(
  userId: string,
  options: RecommendationOptions,
  modelVersion: string | null,
  places: readonly Place[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, options, modelVersion]))
    .update(places.map(place => place.songId).join('\0'))
    .update(Float32Array.from(places, place => place.score))
    .digest('base64url')
    .slice(0, 22)
}
