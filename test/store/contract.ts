import { describe } from '@jest/globals'
import { eraseContract } from './contract/erase.js'
import { disposing, type OpenStore } from './contract/harness.js'
import { keptListsContract } from './contract/kept-lists.js'
import { manyWritersContract } from './contract/many-writers.js'
import { modelsContract } from './contract/models.js'
import { playsContract } from './contract/plays.js'
import { rebuildContract } from './contract/rebuild.js'
import { reviewsContract } from './contract/reviews.js'
import { songPagesContract } from './contract/song-pages.js'
import { songsContract } from './contract/songs.js'
import { tagsContract } from './contract/tags.js'
import { totalsContract } from './contract/totals.js'

/** What every adapter of src/store/ports.ts must do. `open` gives an empty store of its own each time. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} store`, () => {
    const opening = disposing(open)
    songsContract(opening)
    songPagesContract(opening)
    playsContract(opening)
    reviewsContract(opening)
    tagsContract(opening)
    modelsContract(opening)
    totalsContract(opening)
    manyWritersContract(opening)
    eraseContract(opening)
    keptListsContract(opening)
    rebuildContract(opening)
  })
}
