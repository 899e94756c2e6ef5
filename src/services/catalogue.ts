import { checkFirst } from '../domain/input.js'
import { aspectSummaries } from '../domain/profile.js'
import type { Aspect, Quote } from '../domain/review.js'
import type { Store } from '../store/ports.js'
import type { CatalogueView } from './catalogue-view.js'
import type { CatalogueService } from './services.js'

/** Where quotes for the whole catalogue are looked for. */
const MOST_REVIEWED = 100

export function catalogueService({
  store: { songs, reviews },
  view,
  aspects,
}: {
  store: Pick<Store, 'songs' | 'reviews'>
  view: CatalogueView
  /** The lexicon, parents before children. */
  aspects: readonly Aspect[]
}): CatalogueService {
  return {
    async stats() {
      const [totals] = await Promise.all([songs.catalogueTotals(), view.refresh()])
      const perYear = new Map<number, number>()
      let songsWithoutYear = 0
      for (const id of view.ids()) {
        const year = view.song(id)?.year ?? null
        if (year === null) songsWithoutYear++
        else perYear.set(year, (perYear.get(year) ?? 0) + 1)
      }
      const songsPerYear = [...perYear].map(([year, count]) => ({ year, count })).sort((a, b) => a.year - b.year)
      return { totals, songsPerYear, songsWithoutYear }
    },

    async aspectSummaries(first) {
      const limit = checkFirst(first)
      const totals = await songs.catalogueTotals()
      return aspectSummaries(totals, totals).slice(0, limit)
    },

    async quotes(aspect, first) {
      const limit = checkFirst(first)
      const { items } = await songs.page({ minReviews: 1 }, 'REVIEWS_DESC', { first: MOST_REVIEWED, after: null })
      const quotes: Quote[] = []
      for (const { node } of items) {
        if (quotes.length === limit) break
        quotes.push(...(await reviews.quotes(node.id, aspect, 1)))
      }
      return quotes
    },

    aspects: () => aspects,
  }
}
