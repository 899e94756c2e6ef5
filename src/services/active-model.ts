import { OperatorError } from '../domain/errors.js'
import { type Artefact, decodeArtefact } from '../recommender/artefact.js'
import { songCosines } from '../recommender/cf/item-knn.js'
import { type Recommend, recommender } from '../recommender/recommend.js'
import { type Similarity, similarSongs } from '../recommender/similar-songs.js'
import { type TextVector, wordsReader } from '../recommender/text/text-model.js'
import type { ModelStore } from '../store/ports.js'

/** A model made ready to answer. */
export interface ServedModel extends Artefact {
  readonly version: string
  /** By song id. */
  readonly index: ReadonlyMap<string, number>
  readonly rank: Recommend
  readonly similar: (song: number) => Similarity[]
  /** How alike a song and each of others are by who plays them, in [0, 1]. */
  readonly cosines: (song: number, others: ArrayLike<number>) => Float64Array
  /** All that one user wrote, of the terms of each text, as the ranker takes it; null where nothing of it counts. */
  readonly wordsOf: (texts: readonly Uint32Array[]) => TextVector | null
}

/**
 * The active model, asked of the store at each call, so that an activation by any process is served from the next answer
 * on; read anew only when the version changed. Null before the first activation.
 * @throws OperatorError where the active model cannot be read
 */
export function activeModel(models: Pick<ModelStore, 'activeVersion' | 'artefact'>): () => Promise<ServedModel | null> {
  let served: { readonly version: string; readonly model: Promise<ServedModel> } | null = null
  return async () => {
    const version = await models.activeVersion()
    if (version === null) return null
    if (served?.version !== version) {
      served = { version, model: readArtefact(models, version).then(artefact => readyToServe(artefact, version)) }
      // A model that could not be read is asked for again next time: it may have been put right.
      served.model.catch(() => {
        if (served?.version === version) served = null
      })
    }
    return served.model
  }
}

/** @throws OperatorError where the file is gone, broken, or of another version */
export async function readArtefact(models: Pick<ModelStore, 'artefact'>, version: string): Promise<Artefact> {
  const bytes = await models.artefact(version)
  if (bytes === null)
    throw new OperatorError(
      `the file of model ${version} is gone; train again with \`npx linernotes train\`, or activate another with \`npx linernotes models activate\``,
    )
  return decodeArtefact(bytes, version)
}

/** Makes a model ready to answer. */
export function readyToServe(artefact: Artefact, version: string): ServedModel {
  return {
    ...artefact,
    version,
    index: new Map(artefact.songIds.map((id, index) => [id, index])),
    rank: recommender(artefact.models),
    similar: similarSongs(artefact.models),
    cosines: songCosines(artefact.models.itemKnn),
    wordsOf: wordsReader(artefact.models.text),
  }
}
