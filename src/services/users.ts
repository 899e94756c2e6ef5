import { checkFirst, checkId } from '../domain/input.js'
import { quotesOf } from '../domain/quotes.js'
import type { Quote } from '../domain/review.js'
import { NO_TASTE } from '../domain/user.js'
import { conflicts } from '../recommender/conflicts.js'
import { type UserProfile, userProfile } from '../recommender/user-profile.js'
import type { Store } from '../store/ports.js'
import type { CatalogueView } from './catalogue-view.js'
import type { UserService } from './services.js'
import { readUserHistory } from './user-history.js'

interface Dependencies {
  readonly store: Store
  readonly view: CatalogueView
  readonly now: () => Date
  /** Lets go of answers to a user that are about to be kept. */
  readonly forget: (userId: string) => Promise<void>
}

export function userService({ store, view, now, forget }: Dependencies): UserService {
  async function profile(id: string): Promise<UserProfile> {
    const [history] = await Promise.all([readUserHistory(store, id), view.refresh()])
    return userProfile(history, view.song, view.catalogueTotals)
  }

  /**
   * Models that may have been trained with a user's data. Nothing tells when plays and tags came, so of who has any, all
   * models that there are; of who only reviewed, those since the first review. Trainings do not read tastes.
   */
  async function influenceOf(id: string): Promise<string[]> {
    const user = await store.users.get(id)
    if (!user || user.playCount + user.reviewCount + user.tagCount === 0) return []
    const timed = user.playCount + user.tagCount === 0
    const first = timed ? Math.min(...(await store.reviews.ofUser(id)).map(each => each.createdAt.getTime())) : 0
    return (await store.models.list()).filter(each => each.trainedAt.getTime() >= first).map(each => each.version)
  }

  return {
    async get(id) {
      const user = await store.users.get(checkId(id, 'id'))
      if (!user || user.playCount > 0 || user.reviewCount > 0) return user
      // Tags alone make nobody a user of whom there is anything to tell.
      return (await store.tastes.get(id)) && user
    },
    aspects: async (id, first) => (await profile(id)).aspects.slice(0, checkFirst(first)),
    genres: async (id, first) => (await profile(id)).genres.slice(0, checkFirst(first)),
    artists: async (id, first) => (await profile(id)).artists.slice(0, checkFirst(first)),

    async quotes(id, aspect, first) {
      const limit = checkFirst(first)
      const reviews = await store.reviews.ofUser(id)
      return reviews
        .flatMap(quotesOf)
        .filter(each => each.aspect === aspect)
        .sort((a, b) => b.strength - a.strength || order(a.quote, b.quote))
        .slice(0, limit)
        .map(each => each.quote)
    },

    conflicts: async (id, first) => conflicts(await readUserHistory(store, id)).slice(0, checkFirst(first)),
    async erase(id) {
      checkId(id, 'id')
      const influence = await influenceOf(id)
      const played = (await store.plays.ofUser(id)).map(({ songId }) => songId)
      await forget(id)
      const erased = await store.users.erase(id)
      view.played(played)
      return {
        userId: id,
        reviewsRemoved: erased?.reviewCount ?? 0,
        playsRemoved: erased?.playCount ?? 0,
        tagsRemoved: erased?.tagCount ?? 0,
        tasteRemoved: erased?.taste ?? false,
        modelsStillInfluenced: influence,
        erasedAt: now(),
      }
    },

    taste: async id => (await store.tastes.get(id)) ?? NO_TASTE,
  }
}

/** By review id, then by place in the text. */
function order(a: Quote, b: Quote): number {
  return a.reviewId === b.reviewId ? a.start - b.start : a.reviewId < b.reviewId ? -1 : 1
}
