import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelRecord } from '../../domain/model.js'
import type { ModelStore } from '../ports.js'
import { writeDurably } from './durable-file.js'
import type { Environment } from './environment.js'
import { errorCode } from './error-code.js'
import { type Dated, dated, undated } from './records.js'
import type { Tables } from './schema.js'

const DATES = ['trainedAt'] as const
const ACTIVE = 'activeModel'
const toModel = (record: Dated<ModelRecord, 'trainedAt'>) => undated<ModelRecord, 'trainedAt'>(record, DATES)

/** Records in LMDB; artefacts, which are megabytes that are read once, as files `<version>.model` in a folder. */
export class EmbeddedModels implements ModelStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly folder: string,
  ) {}

  async put(record: ModelRecord, artefact: Uint8Array): Promise<void> {
    await writeDurably(this.fileOf(record.version), artefact)
    await this.environment.write(() => this.tables.models.put([record.version], dated(record, DATES)))
  }

  async list(): Promise<ModelRecord[]> {
    return Array.from(this.tables.models.range([]), ({ value }) => toModel(value)).reverse()
  }

  async get(version: string): Promise<ModelRecord | null> {
    const record = this.tables.models.get(version)
    return record === undefined ? null : toModel(record)
  }

  async artefact(version: string): Promise<Uint8Array | null> {
    if (!this.tables.models.has(version)) return null
    try {
      return await readFile(this.fileOf(version))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null
      throw error
    }
  }

  async activeVersion(): Promise<string | null> {
    const version = this.tables.meta.get(ACTIVE)
    return version === undefined ? null : String(version)
  }

  activate(version: string): Promise<boolean> {
    return this.environment.write(() => {
      if (!this.tables.models.has(version)) return false
      this.tables.meta.put([ACTIVE], version)
      return true
    })
  }

  private fileOf(version: string): string {
    return join(this.folder, `${encodeURIComponent(version)}.model`)
  }
}
