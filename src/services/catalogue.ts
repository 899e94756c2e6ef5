import { checkFirst } from '../domain/input.js'
import { aspectSummaries } from '../domain/profile.js'
import type { Aspect } from '../domain/review.js'
import type { Store } from '../store/ports.js'
import type { CatalogueView } from './catalogue-view.js'
import type { CatalogueService } from './services.js'

export function catalogueService({
  store: { songs },
  view,
  aspects,
}: {
  store: Pick<Store, 'songs'>
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

    aspects: () => aspects,
  }
}
