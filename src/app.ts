import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GraphQLSchema } from 'graphql'
import { analyze } from '../nlp/analyze.js'
import { aspects } from '../nlp/aspects.js'
import type { Context } from '../resolvers/context.js'
import { type Config, readConfig } from './config.js'
import { DomainError, OperatorError } from './domain/errors.js'
import type { EvaluationReport } from './evaluation/report.js'
import { closeAbandonedRuns } from './services/abandoned-runs.js'
import { activeModel } from './services/active-model.js'
import { type ExportOptions, type ExportReport, exportStore } from './services/backup/export.js'
import { halfRestored, type RestoreOptions, type RestoreReport, restoreStore } from './services/backup/restore.js'
import { catalogueService } from './services/catalogue.js'
import { catalogueView } from './services/catalogue-view.js'
import { currentModel } from './services/current-model.js'
import { demoIsDue } from './services/demo.js'
import { examine } from './services/doctor.js'
import { type EvaluateOptions, evaluate as evaluateModels } from './services/evaluate.js'
import { type ImportOptions, importCatalogue } from './services/import.js'
import type { ImportReport } from './services/import-report.js'
import { listKeeper } from './services/kept-lists.js'
import { modelService } from './services/models.js'
import { ownAnalyzer } from './services/own-analyzer.js'
import { type PlayDistribution, playDistribution } from './services/play-distribution.js'
import { playService } from './services/plays.js'
import {
  type Difference,
  differences,
  type Reanalysis,
  type ReanalysisOptions,
  reanalyze,
} from './services/reanalysis.js'
import { recommendationService } from './services/recommendations.js'
import { type Replay, replay } from './services/replay.js'
import { reviewService } from './services/reviews.js'
import { songSearch } from './services/search.js'
import type { Services } from './services/services.js'
import { songService } from './services/songs.js'
import { type Checkup, surroundings } from './services/surroundings.js'
import { userService } from './services/users.js'
import { openEmbeddedStore } from './store/embedded/store.js'
import type { Store } from './store/ports.js'

export type { Settings } from './config.js'
export type { EvaluationReport } from './evaluation/report.js'
export type { EvaluateOptions } from './services/evaluate.js'
export type { ImportReport } from './services/import-report.js'
export type { PlayDistribution, Quantiles } from './services/play-distribution.js'
export type { Difference } from './services/reanalysis.js'
export type { Replay } from './services/replay.js'
export type { Checkup } from './services/surroundings.js'
export { analyze, OperatorError, readConfig }

/** The product, put together over one store. */
export interface App {
  readonly store: Store
  readonly services: Services
  /** @see importCatalogue */
  import(format: string, path: string, options?: ImportOptions): Promise<ImportReport>
  playDistribution(): Promise<PlayDistribution>
  /** @see exportStore */
  export(folder: string, options?: ExportOptions): Promise<ExportReport>
  /** @see restoreStore */
  restore(folder: string, options?: RestoreOptions): Promise<RestoreReport>
  /** @see replay */
  replay(recommendationId: string): Promise<Replay>
  /** What the store and its surroundings are, and what is wrong with them. */
  checkup(onProgress: (step: string, done: number) => void): Promise<Checkup>
  /** Puts right what can be: totals, indexes, trainings that nobody works at. Nothing else may write meanwhile. */
  repair(onProgress: (step: string, done: number) => void): Promise<void>
  /** @see reanalyze */
  reanalyze(options?: ReanalysisOptions): Promise<Reanalysis>
  /** Of what reads the reviews now: another after an update, and after another model became active. */
  readerVersion(): Promise<string>
  /**
   * What a lexicon would change of the stored reviews; nothing is written. @see differences
   * @param lexicon the content of a file in the format of nlp/data/lexicon.json
   * @throws LexiconError for one that cannot be used
   */
  compare(lexicon: string): Promise<{
    readonly from: string
    readonly to: string
    readonly changes: AsyncIterable<Difference | null>
  }>
  /** @see demoIsDue */
  demoIsDue(): Promise<boolean>
  /** Where the demo catalogue's songs, plays, reviews or tags lie: JSON lines. */
  demoFile(noun: 'songs' | 'plays' | 'reviews' | 'tags'): string
  /**
   * Answers a GraphQL document in this process, with what would go over the wire.
   * @throws the first error, as it was thrown
   */
  query<T>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<T>
  /** Accepts requests once it resolves. @throws OperatorError for a port or an active model that cannot be used */
  serve(): Promise<{ readonly url: string; close(): Promise<void> }>
  /** What is served, and which backend of TensorFlow.js trained its ranker; null before the first training. */
  servedModel(): Promise<{ readonly version: string; readonly backend: string } | null>
  /** Cancels a training of this process and closes the store. */
  close(): Promise<void>
}

/** Of every random step of a training: the same store gives the same model. */
const SEED = 1

const now = () => new Date()

function reportError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}

/**
 * What only some commands need (the server, GraphQL, mongoose) is loaded by those: together it is half a second and 50 MB.
 * @param signal ends the waiting for a database server that does not answer
 * @throws OperatorError for a store that cannot be opened
 */
export async function openApp(config: Config, signal?: AbortSignal): Promise<App> {
  const store = await openStore(config, signal)
  const view = catalogueView(store.songs)
  const active = activeModel(store.models)
  const model = currentModel({ reviews: store.reviews, view, model: active })
  const analyzer = ownAnalyzer(active)
  let serving = false
  // Beside a training a server keeps a core for its answers.
  const cores = () => availableParallelism() - (serving ? 1 : 0)
  const keeper = listKeeper(store.keptLists, reportError)
  const services: Services = {
    songs: songService({ store, search: songSearch(view) }),
    reviews: reviewService({ store, analyzer, now }),
    plays: playService({ store, view, now }),
    users: userService({ store, view, now, forget: keeper.forget }),
    recommendations: recommendationService({ store, view, model, keep: keeper.keep, now }),
    models: modelService({ store, tfBackend: config.tfBackend, seed: SEED, cores, now, reportError }),
    catalogue: catalogueService({ store, view, aspects }),
  }
  let schema: GraphQLSchema | null = null
  return {
    store,
    services,
    import: (format, path, options) => importCatalogue(store, analyzer, format, path, options),
    playDistribution: () => playDistribution(store.plays.all()),
    export: (folder, options) => exportStore(store, folder, options),
    restore: (folder, options) => restoreStore(store, folder, options),
    replay: id => replay(store, keeper.get, id),
    async checkup(onProgress) {
      const { recount, findings } = await examine(store, now(), onProgress)
      const { faults: _, ...counted } = recount
      return { surroundings: await surroundings(config), store: await store.describe(), counted, findings }
    },
    async repair(onProgress) {
      await store.rebuild(done => onProgress('rebuilding totals and indexes', done))
      await closeAbandonedRuns(store, now)
    },
    reanalyze: async options => reanalyze(store, await analyzer(), options),
    readerVersion: async () => (await analyzer())('').analyzerVersion,
    async compare(lexicon) {
      const [own, other] = [await analyzer(), await analyzer(lexicon)]
      const versions = { from: own('').analyzerVersion, to: other('').analyzerVersion }
      return { ...versions, changes: differences(store.reviews.all(), own, other) }
    },
    demoIsDue: () => demoIsDue(store, demoFile('songs')),
    demoFile,

    async query<T>(source: string, variableValues = {}) {
      const [{ graphql }, { buildLinernotesSchema }] = await Promise.all([
        import('graphql'),
        import('../resolvers/schema.js'),
      ])
      schema ??= buildLinernotesSchema()
      const contextValue: Context = { services }
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue })
      if (errors) throw errors[0].originalError ?? errors[0]
      return JSON.parse(JSON.stringify(data)) as T
    },

    async serve() {
      serving = true
      const unfinished = await halfRestored(store)
      if (unfinished !== null) throw new OperatorError(unfinished)
      // What the first request would wait for; a broken model shows before anybody asks.
      await Promise.all([model(), view.refresh()])
      const { createServer } = await import('./server/server.js')
      const server = await createServer({ services, config })
      const address = await server.listen()
      // Only now: where the address is taken, another server may be at its training.
      await closeAbandonedRuns(store, now)
      return { url: `${address}/graphql`, close: () => server.close() }
    },
    servedModel: model,

    async close() {
      for (const { id } of await store.trainingRuns.running()) await services.models.cancel(id).catch(ofAnotherProcess)
      await keeper.flush()
      await store.close()
    },
  }
}

/** Measures models on data of files; no store is opened. @see evaluateModels */
export function evaluate(
  options: EvaluateOptions,
  onProgress: (step: string, done: number) => void,
): Promise<EvaluationReport> {
  return evaluateModels(options, { analyze, tfBackend: readConfig().tfBackend }, onProgress)
}

async function openStore({ mongodbUri, dataDir }: Config, signal?: AbortSignal): Promise<Store> {
  if (mongodbUri === null) return openEmbeddedStore(dataDir)
  const { openMongoStore } = await import('./store/mongo/store.js')
  const report = (line: string) => process.stderr.write(`${line}\n`)
  return openMongoStore(mongodbUri, { report, ...(signal && { signal }) })
}

/** Lets pass that a run cannot be cancelled from here. */
function ofAnotherProcess(error: unknown): void {
  if (!(error instanceof DomainError)) throw error
}

/** The package holds seeds/ beside src/; the compiled src/ is one folder further down. */
function demoFile(noun: string): string {
  const folders = ['../seeds/data/', '../../seeds/data/'].map(path => fileURLToPath(new URL(path, import.meta.url)))
  return join(folders.find(folder => existsSync(folder)) ?? folders[0], `${noun}.jsonl`)
}
