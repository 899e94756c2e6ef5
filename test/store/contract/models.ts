import { describe, expect, test } from '@jest/globals'
import type { ModelRecord, TrainingRun } from '../../../src/domain/model.js'
import type { OpenStore } from './harness.js'
import { minute } from './samples.js'

export function modelsContract(open: OpenStore): void {
  describe('models', () => {
    test('an empty store has none', async () => {
      const { store } = await open()
      expect(await store.models.list()).toEqual([])
      expect(await store.models.get('1')).toBeNull()
      expect(await store.models.artefact('1')).toBeNull()
      expect(await store.models.activeVersion()).toBeNull()
      expect(await store.models.activate('1')).toBe(false)
    })

    test('records newest first, artefacts byte by byte', async () => {
      const { store, reopen } = await open()
      const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 256)
      const ablation = { metric: 'ndcg@20', withReviews: 0.3, withoutReviews: 0.25, low: 0.01, high: 0.09 }
      await store.models.put(model('2024-01'), bytes)
      await store.models.put({ ...model('2024-02'), ablation }, new Uint8Array())
      await store.models.put(model('2024-03'), bytes.subarray(5, 10))
      const again = await reopen()
      expect((await again.models.list()).map(each => each.version)).toEqual(['2024-03', '2024-02', '2024-01'])
      expect(await again.models.get('2024-02')).toEqual({ ...model('2024-02'), ablation })
      expect(Buffer.compare((await again.models.artefact('2024-01')) ?? new Uint8Array(), bytes)).toBe(0)
      expect(await again.models.artefact('2024-02')).toHaveLength(0)
      expect([...((await again.models.artefact('2024-03')) ?? [])]).toEqual([...bytes.subarray(5, 10)])
    })

    test('activate: forward and back, never what is not there', async () => {
      const { store, reopen } = await open()
      await store.models.put(model('1'), Uint8Array.of(1))
      await store.models.put(model('2'), Uint8Array.of(2))
      expect(await store.models.activeVersion()).toBeNull()
      expect(await store.models.activate('2')).toBe(true)
      expect(await store.models.activate('3')).toBe(false)
      expect(await store.models.activate('../2')).toBe(false)
      expect(await store.models.artefact('../2')).toBeNull()
      expect(await store.models.activeVersion()).toBe('2')
      expect(await store.models.activate('1')).toBe(true)
      expect(await (await reopen()).models.activeVersion()).toBe('1')
    })
  })

  describe('training runs', () => {
    test('put, put again, and those that run', async () => {
      const { store, reopen } = await open()
      expect(await store.trainingRuns.get('a')).toBeNull()
      expect(await store.trainingRuns.running()).toEqual([])
      const progress = { runId: 'b', step: 'als', done: 0.25 }
      const running: TrainingRun = { ...run('b'), progress }
      await store.trainingRuns.put(run('a'))
      await store.trainingRuns.put(running)
      await store.trainingRuns.put({ ...run('a'), status: 'FAILED', finishedAt: minute(3), message: 'no plays' })
      const again = await reopen()
      expect(await again.trainingRuns.running()).toEqual([running])
      expect(await again.trainingRuns.get('a')).toEqual({
        ...run('a'),
        status: 'FAILED',
        finishedAt: minute(3),
        message: 'no plays',
      })
    })
  })
}

export function model(version: string): ModelRecord {
  return {
    version,
    trainedAt: minute(7),
    seconds: 12.5,
    seed: 1,
    songCount: 2,
    userCount: 3,
    interactionCount: 4,
    reviewCount: 5,
    metrics: [{ model: 'mlp', name: 'ndcg@20', value: 0.271 }],
    ablation: null,
  }
}

function run(id: string): TrainingRun {
  const startedAt = minute(1)
  return {
    id,
    status: 'RUNNING',
    startedAt,
    finishedAt: null,
    aliveAt: minute(2),
    progress: null,
    message: null,
    modelVersion: null,
  }
}
