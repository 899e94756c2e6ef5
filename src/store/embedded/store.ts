import { existsSync, statSync } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { OperatorError } from '../../domain/errors.js'
import type { Store } from '../ports.js'
import { brokenStore } from './broken-store.js'
import { Counts } from './counts.js'
import { describeStore } from './describe.js'
import { Environment } from './environment.js'
import { errorCode } from './error-code.js'
import { EmbeddedKeptLists } from './kept-lists.js'
import { EmbeddedMarks } from './marks.js'
import { EmbeddedModels } from './models.js'
import { EmbeddedPlays } from './plays.js'
import { rebuild } from './rebuild/rebuild.js'
import { EmbeddedReviews } from './reviews.js'
import { FORMAT, openTables, type Tables } from './schema.js'
import { EmbeddedSongs } from './songs.js'
import { EmbeddedTags } from './tags.js'
import { EmbeddedTastes } from './tastes.js'
import { EmbeddedTrainingRuns } from './training-runs.js'
import { EmbeddedUsers } from './users.js'

/**
 * The store in a folder of this machine, made if it is not there. Several processes may have it open at once; within one
 * process open one after the other, for lmdb-js can block for ever where several are opened at the same moment.
 * @throws OperatorError where the folder cannot be written, or holds a broken store or one of another format
 */
export async function openEmbeddedStore(dataDir: string): Promise<Store> {
  const folder = join(dataDir, 'store')
  const modelFolder = join(dataDir, 'models')
  for (const each of [folder, modelFolder]) await makeWritable(each)
  const environment = openEnvironment(folder)
  try {
    const tables = openTables(environment)
    await checkFormat(environment, tables, folder)
    return compose(environment, tables, folder, modelFolder)
  } catch (error) {
    await environment.close()
    throw error instanceof OperatorError ? error : brokenStore(folder, error)
  }
}

function compose(environment: Environment, tables: Tables, folder: string, modelFolder: string): Store {
  const counts = new Counts(tables)
  const plays = new EmbeddedPlays(environment, tables, counts)
  const reviews = new EmbeddedReviews(environment, tables, counts)
  const tags = new EmbeddedTags(environment, tables, counts)
  const tastes = new EmbeddedTastes(environment, tables, counts)
  const keptLists = new EmbeddedKeptLists(environment, tables)
  return {
    songs: new EmbeddedSongs(environment, tables, counts, [plays, reviews, tags]),
    plays,
    reviews,
    tags,
    users: new EmbeddedUsers(environment, tables, counts, { plays, reviews, tags, tastes, keptLists }),
    tastes,
    models: new EmbeddedModels(environment, tables, modelFolder),
    trainingRuns: new EmbeddedTrainingRuns(environment, tables),
    keptLists,
    marks: new EmbeddedMarks(environment, tables),
    describe: () => describeStore(folder, modelFolder),
    rebuild: onProgress => rebuild(environment, tables, onProgress),
    close: () => environment.close(),
  }
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await makeFolder(resolve(folder))
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = errorCode(error) ?? error
    const remedy = code === 'ENOTDIR' ? 'a file stands in its way' : 'give this user the right to'
    throw new OperatorError(
      `the folder ${folder} cannot be written (${code}): ${remedy}, or name another with --data-dir`,
    )
  }
}

/** Node's own recursive mkdir never ends under /proc, where what is missing cannot be made. */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = folder; !existsSync(at); at = dirname(at)) missing.unshift(at)
  for (const each of missing) {
    await mkdir(each).catch(error => {
      // Another process that starts on the same folder was first.
      if (!statSync(each, { throwIfNoEntry: false })?.isDirectory()) throw error
    })
  }
}

function openEnvironment(folder: string): Environment {
  try {
    return new Environment(folder)
  } catch (error) {
    throw brokenStore(folder, error)
  }
}

async function checkFormat(environment: Environment, { meta }: Tables, folder: string): Promise<void> {
  const found = await environment.write(() => {
    const format = meta.get('format')
    if (format === undefined) meta.put(['format'], FORMAT)
    return format ?? FORMAT
  })
  if (found === FORMAT) return
  throw new OperatorError(
    `the store in ${folder} has format ${found}, this version reads format ${FORMAT}: use the version that wrote it, or another --data-dir`,
  )
}
