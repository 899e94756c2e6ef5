import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import mongoose, { type Connection } from 'mongoose'
import { UnavailableError } from '../../domain/errors.js'
import type { ModelRecord, TrainingRun } from '../../domain/model.js'
import type { MarkStore, ModelStore, TrainingRunStore } from '../ports.js'
import { explained } from './errors.js'
import type { Collections } from './schema.js'

const ACTIVE = 'activeModel'
/** Before the names of marks, so that none is that of another setting. */
const MARK = 'mark:'
const CHUNK_BYTES = 1 << 20

/** Records are documents; artefacts, which are megabytes that are read once, are files of GridFS. */
export class MongoModels implements ModelStore {
  constructor(
    private readonly connection: Connection,
    private readonly collections: Collections,
  ) {}

  async put(record: ModelRecord, artefact: Uint8Array): Promise<void> {
    try {
      const { files } = this
      const upload = files.openUploadStream(`${record.version}.model`)
      await pipeline(Readable.from([Buffer.from(artefact)]), upload)
      const before = await this.collections.models
        .findOneAndUpdate({ _id: record.version }, { $set: { record, fileId: upload.id } }, { upsert: true })
        .lean()
      if (before !== null) await files.delete(before.fileId as mongoose.mongo.ObjectId)
    } catch (error) {
      throw explained(error)
    }
  }

  async list(): Promise<ModelRecord[]> {
    const found = await this.collections.models.find().sort({ _id: -1 }).lean().catch(rethrow)
    return found.map(({ record }) => record)
  }

  async get(version: string): Promise<ModelRecord | null> {
    return (await this.collections.models.findById(version).lean().catch(rethrow))?.record ?? null
  }

  async artefact(version: string): Promise<Uint8Array | null> {
    try {
      const model = await this.collections.models.findById(version).lean()
      if (model === null) return null
      const chunks: Buffer[] = []
      for await (const chunk of this.files.openDownloadStream(model.fileId as mongoose.mongo.ObjectId)) {
        chunks.push(chunk as Buffer)
      }
      return new Uint8Array(Buffer.concat(chunks))
    } catch (error) {
      // The record is there and its file is not: `doctor` tells of it.
      if (error instanceof mongoose.mongo.MongoRuntimeError && 'code' in error && error.code === 'ENOENT') return null
      throw explained(error)
    }
  }

  /** Of the connection as it is now. */
  private get files() {
    const { db } = this.connection
    if (db === undefined) throw new UnavailableError('the MongoDB server does not answer; try again in a moment')
    return new mongoose.mongo.GridFSBucket(db, { bucketName: 'artefacts', chunkSizeBytes: CHUNK_BYTES })
  }

  async activeVersion(): Promise<string | null> {
    return (await this.collections.settings.findById(ACTIVE).lean().catch(rethrow))?.value ?? null
  }

  async activate(version: string): Promise<boolean> {
    if ((await this.get(version)) === null) return false
    await this.collections.settings
      .updateOne({ _id: ACTIVE }, { $set: { value: version } }, { upsert: true })
      .catch(rethrow)
    return true
  }
}

export class MongoTrainingRuns implements TrainingRunStore {
  constructor(private readonly collections: Collections) {}

  async put(run: TrainingRun): Promise<void> {
    await this.collections.trainingRuns
      .replaceOne({ _id: run.id }, { status: run.status, run }, { upsert: true })
      .catch(rethrow)
  }

  async get(id: string): Promise<TrainingRun | null> {
    return (await this.collections.trainingRuns.findById(id).lean().catch(rethrow))?.run ?? null
  }

  async running(): Promise<TrainingRun[]> {
    const found = await this.collections.trainingRuns.find({ status: 'RUNNING' }).sort({ _id: 1 }).lean().catch(rethrow)
    return found.map(({ run }) => run)
  }
}

export class MongoMarks implements MarkStore {
  constructor(private readonly collections: Collections) {}

  async get(name: string): Promise<string | null> {
    return (
      (
        await this.collections.settings
          .findById(MARK + name)
          .lean()
          .catch(rethrow)
      )?.value ?? null
    )
  }

  async put(name: string, text: string | null): Promise<void> {
    const { settings } = this.collections
    const _id = MARK + name
    if (text === null) await settings.deleteOne({ _id }).catch(rethrow)
    else await settings.updateOne({ _id }, { $set: { value: text } }, { upsert: true }).catch(rethrow)
  }
}

function rethrow(error: unknown): never {
  throw explained(error)
}
