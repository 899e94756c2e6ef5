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

export function userService({ store, view }: { store: Store; view: CatalogueView }): UserService {
  async function profile(id: string): Promise<UserProfile> {
    const [history] = await Promise.all([readUserHistory(store, id), view.refresh()])
    return userProfile(history, view.song, view.catalogueTotals)
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
    taste: async id => (await store.tastes.get(id)) ?? NO_TASTE,
  }
}

/** By review id, then by place in the text. */
function order(a: Quote, b: Quote): number {
  return a.reviewId === b.reviewId ? a.start - b.start : a.reviewId < b.reviewId ? -1 : 1
}
