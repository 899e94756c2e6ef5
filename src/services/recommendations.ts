import { NotFoundError } from '../domain/errors.js'
import { checkId, checkOptions } from '../domain/input.js'
import { pageOf } from '../domain/page.js'
import type { Recommendation, RecommendationOptions } from '../domain/recommendation.js'
import type { Wishes } from '../recommender/recommend.js'
import type { SongBeliefs } from '../recommender/song-beliefs.js'
import { tokenProfile } from '../recommender/song-tokens.js'
import type { Store } from '../store/ports.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { exclusion } from './exclusion.js'
import type { AnsweredList } from './kept-lists.js'
import { listenerOf } from './listener.js'
import { pageRequest } from './paging.js'
import { predictedRatings } from './predicted-ratings.js'
import { hourlyPlays, presentSession, sessionHistory, sessionSequence } from './present-session.js'
import { dislikedSongs, reasonsFor } from './reasons.js'
import { digestOf, listOrder, personalList, popularityList } from './recommended-lists.js'
import { reviewTerms } from './review-terms.js'
import type { RecommendationService } from './services.js'
import { similarSongsService } from './similar-songs.js'
import { readUserHistory } from './user-history.js'

interface Dependencies {
  readonly store: Store
  readonly view: CatalogueView
  readonly model: () => Promise<ServedModel | null>
  /** Told of each answer, after it; left out: nobody is. */
  readonly keep?: (list: AnsweredList) => void
  readonly now?: () => Date
}

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
      checkOptions(options, 'options')
      const [history] = await Promise.all([readUserHistory(store, userId), view.refresh()])
      const served = await model()
      const present = now()
      const session = presentSession(options?.context, history.plays, present)
      const excluded = exclusion(history, options ?? {}, view, session)
      const beliefs = beliefsOf(view, served)
      const recent = served && sessionSequence(session, served.index)
      const hourly = served && hourlyPlays(options?.context, history.plays, served.index, present)
      const known = served && listenerOf(history, served, view.catalogueTotals, termsOfReview)
      const isNew = known?.history.songs.length === 0
      const listener = known && recent && isNew ? { ...known, history: sessionHistory(recent) } : known
      const wishes = { ...wishesOf(options ?? {}), ...(recent && { recent }), hourly }
      const list =
        served && listener && listener.history.songs.length > 0
          ? personalList(served, listener, beliefs, excluded, view, wishes)
          : popularityList(view, excluded, wishes)
      const profile = served && listener && tokenProfile(served.models.content, listener.history)
      const disliked = dislikedSongs(history)
      const evidence = { store, view, served, history, disliked, listener, recent, hourly, profile, beliefs }
      const predict = predictionsOf(served, history.reviews)
      const found = pageOf(list.places, listOrder(wishes), request)
      const items = await Promise.all(
        found.items.map(async ({ node: place, cursor }) => {
          const song = view.song(place.songId)
          if (!song) throw new NotFoundError('song', place.songId)
          const parts = list.attribution(place)
          const reasons = await reasonsFor(song, parts.contributions, { ...evidence, isOfHour: list.isOfHour(place) })
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

function wishesOf({ diversity, novelty }: RecommendationOptions): Wishes {
  return { diversity: diversity ?? 0, novelty: novelty ?? 0 }
}

/** The store's running totals, by the indices of a model. */
function beliefsOf(view: CatalogueView, served: ServedModel | null): SongBeliefs {
  const { catalogueTotals } = view
  return { catalogue: catalogueTotals, profile: song => view.profile(served?.songIds[song] ?? '') }
}
