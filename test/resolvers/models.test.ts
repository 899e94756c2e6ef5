import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ModelRecord, TrainingRun } from '../../src/domain/model.js'
import { type Running, start } from '../server/fixture.js'
import { type Flow, openFlow } from './flow.js'

describe('before the first training', () => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow()
  })
  afterAll(() => flow.close())

  test('there is no model and no run', async () => {
    const answer = await flow.data('{ model { version } models { version } trainingRun(id: "x") { status } }')
    expect(answer).toEqual({ model: null, models: [], trainingRun: null })
  })

  test.each([['activateModel(version: "x") { version }'], ['cancelTraining(id: "x") { id }']])(
    '%s is NOT_FOUND',
    async mutation => {
      expect(await flow.error(`mutation { ${mutation} }`)).toMatchObject({ code: 'NOT_FOUND' })
    },
  )
})

/** Training is tested where it is written; here, how its records are told. */
describe('records of models and trainings', () => {
  const model = (version: string): ModelRecord => ({
    version,
    trainedAt: new Date('2026-01-02T03:04:05Z'),
    seconds: 1.5,
    seed: 1,
    songCount: 4,
    userCount: 3,
    interactionCount: 9,
    reviewCount: 2,
    metrics: [{ model: 'als', name: 'ndcg@20', value: 0.25 }],
    ablation: { metric: 'ndcg@20', withReviews: 0.25, withoutReviews: 0.2, low: 0.01, high: 0.09 },
  })
  const run: TrainingRun = {
    id: 'r1',
    status: 'SUCCEEDED',
    startedAt: new Date('2026-01-02T03:04:00Z'),
    finishedAt: new Date('2026-01-02T03:04:05Z'),
    aliveAt: new Date('2026-01-02T03:04:05Z'),
    progress: { runId: 'r1', step: 'done', done: 1 },
    message: null,
    modelVersion: 'v2',
  }

  let running: Running
  beforeAll(async () => {
    running = await start({
      models: {
        active: async () => model('v2'),
        list: async () => [model('v2'), model('v1')],
        get: async version => model(version),
        run: async id => (id === 'r1' ? run : { ...run, id, status: 'RUNNING', finishedAt: null, modelVersion: null }),
      },
    })
  })
  afterAll(() => running.server.close())

  test('only the active model says so', async () => {
    const { data } = await running.ask('{ models { version active } }')
    expect(data).toEqual({
      models: [
        { version: 'v2', active: true },
        { version: 'v1', active: false },
      ],
    })
  })

  test('figures and times go over the wire as they are', async () => {
    const query =
      '{ model { trainedAt seconds metrics { model name value } ablation { withReviews withoutReviews low high } } }'
    expect((await running.ask(query)).data).toEqual({
      model: {
        trainedAt: '2026-01-02T03:04:05.000Z',
        seconds: 1.5,
        metrics: [{ model: 'als', name: 'ndcg@20', value: 0.25 }],
        ablation: { withReviews: 0.25, withoutReviews: 0.2, low: 0.01, high: 0.09 },
      },
    })
  })

  test('a run leads to the model it made, once there is one', async () => {
    const query =
      '{ a: trainingRun(id: "r1") { status finishedAt progress { done } model { version active } } b: trainingRun(id: "r2") { status finishedAt model { version } } }'
    expect((await running.ask(query)).data).toEqual({
      a: {
        status: 'SUCCEEDED',
        finishedAt: '2026-01-02T03:04:05.000Z',
        progress: { done: 1 },
        model: { version: 'v2', active: true },
      },
      b: { status: 'RUNNING', finishedAt: null, model: null },
    })
  })
})
