import type { ModelRecord } from '../../src/domain/model.js'
import { encodeArtefact, NO_LISTS } from '../../src/recommender/artefact.js'
import { EASE_DEFAULTS } from '../../src/recommender/cf/ease.js'
import { blend } from '../../src/recommender/fit.js'
import { fitSessionOf } from '../../src/recommender/fit-context.js'
import { fitSources } from '../../src/recommender/fit-sources.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { trainingDataOf } from '../../src/services/training-data.js'
import type { Store } from '../../src/store/ports.js'
import { NOW } from './fixture.js'

export const RECORD: ModelRecord = {
  version: 'blend',
  trainedAt: NOW,
  seconds: 1,
  seed: 1,
  songCount: 6,
  userCount: 12,
  interactionCount: 36,
  reviewCount: 0,
  metrics: [],
  ablation: null,
}

const CONTEXT_WEIGHT = 4
const HOUR_WEIGHT = 4

/** Fits the source models on all that the store holds, and makes them its active model with the plain blend as ranker. */
export async function activateBlend(store: Store): Promise<void> {
  const data = await trainingDataOf(store)
  const session = fitSessionOf(data)
  const artefact = encodeArtefact({
    songIds: data.songs.map(song => song.id),
    models: {
      ...(await fitSources(data, weightedInteractions(data), EASE_DEFAULTS, 1)),
      ranker: blend(),
      ...(session && { context: { session, weight: CONTEXT_WEIGHT, hourWeight: HOUR_WEIGHT } }),
    },
    shown: NO_LISTS,
    sentiment: null,
    rating: null,
    backend: 'wasm',
    seed: 1,
  })
  await store.models.put(RECORD, artefact)
  await store.models.activate(RECORD.version)
}
