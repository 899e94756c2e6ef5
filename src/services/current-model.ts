import { type NewSong, withNewSongs } from '../recommender/new-songs.js'
import { termsOf } from '../recommender/text/terms.js'
import type { Store } from '../store/ports.js'
import { readyToServe, type ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'

/** Reviews of a new song that are read, the newest. */
const REVIEWS_READ = 100
/** After songs were taken in, as many times as long nothing more is: a stream of new songs must not stop the answers. */
const REST = 20

interface Dependencies {
  readonly reviews: Pick<Store['reviews'], 'pageOfSong'>
  readonly view: CatalogueView
  readonly model: () => Promise<ServedModel | null>
}

/**
 * The active model with the songs that came after its training, as what they are and what is written of them places them; the
 * view is refreshed by then. A song that is new, or newly written of, is in the next answer; where they come one after another,
 * in one some seconds later.
 */
export function currentModel({ reviews, view, model }: Dependencies): () => Promise<ServedModel | null> {
  let current: {
    readonly base: ServedModel
    readonly moment: string | null
    readonly extended: Promise<ServedModel>
    /** Before this time it stays as it is, whatever changes; in ms of `performance.now`. */
    restsUntil: number
  } | null = null
  return async () => {
    const [base] = await Promise.all([model(), view.refresh()])
    if (base === null) return null
    const stays = current !== null && (current.moment === view.moment || performance.now() < current.restsUntil)
    if (current?.base === base && stays) return current.extended
    const startedAt = performance.now()
    const made = {
      base,
      moment: view.moment,
      extended: extended(base, view, reviews),
      restsUntil: Number.POSITIVE_INFINITY,
    }
    current = made
    try {
      return await made.extended
    } catch (error) {
      // Read anew by whoever comes next.
      if (current === made) current = null
      throw error
    } finally {
      const endedAt = performance.now()
      made.restsUntil = endedAt + REST * (endedAt - startedAt)
    }
  }
}

async function extended(
  base: ServedModel,
  view: CatalogueView,
  reviews: Dependencies['reviews'],
): Promise<ServedModel> {
  const ids = Array.from(view.ids()).filter(id => !base.index.has(id))
  if (ids.length === 0) return base
  const further: NewSong[] = []
  // In an order that does not hang on how they came.
  for (const id of ids.sort()) {
    const isRead = base.models.text.tokens.length > 0 && view.totals(id).reviewCount > 0
    const written = isRead ? (await reviews.pageOfSong(id, { first: REVIEWS_READ, after: null })).items : []
    const song = view.song(id)
    if (song) further.push({ song, reviews: written.map(({ node }) => termsOf(node.text)) })
  }
  const songIds = [...base.songIds, ...further.map(({ song }) => song.id)]
  const models = withNewSongs(base.models, base.songIds.map(view.song), further)
  return readyToServe({ ...base, songIds, models }, base.version)
}
