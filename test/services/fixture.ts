import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyze } from '../../nlp/analyze.js'
import { aspects } from '../../nlp/aspects.js'
import { catalogueService } from '../../src/services/catalogue.js'
import { catalogueView } from '../../src/services/catalogue-view.js'
import { playService } from '../../src/services/plays.js'
import { reviewService } from '../../src/services/reviews.js'
import { songSearch } from '../../src/services/search.js'
import { songService } from '../../src/services/songs.js'
import { userService } from '../../src/services/users.js'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'

export const NOW = new Date('2026-02-03T04:05:06Z')

/** The services over an empty embedded store of their own, with the clock at NOW until `clock.now` is set. */
export async function openServices() {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-services-'))
  const store = await openEmbeddedStore(folder)
  const view = catalogueView(store.songs)
  const clock = { now: NOW }
  const now = () => clock.now
  return {
    store,
    view,
    clock,
    songs: songService({ store, search: songSearch(view) }),
    reviews: reviewService({ store, analyzer: () => analyze, now }),
    plays: playService({ store, view, now }),
    users: userService({ store, view, now, forget: async () => {} }),
    catalogue: catalogueService({ store, view, aspects }),
    async close() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
export type OpenServices = Awaited<ReturnType<typeof openServices>>
