import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { storeContract } from './contract.js'

storeContract('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-store-'))
  let store = await openEmbeddedStore(folder)
  return {
    store,
    async reopen() {
      await store.close()
      store = await openEmbeddedStore(folder)
      return store
    },
    async dispose() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
