import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../../src/domain/errors.js'
import { exportStore } from '../../../src/services/backup/export.js'
import { halfRestored, restoreStore } from '../../../src/services/backup/restore.js'
import { openEmbeddedStore } from '../../../src/store/embedded/store.js'
import type { Store } from '../../../src/store/ports.js'
import { HARD_IDS, minute, opinion, play, review, song } from '../../store/contract/samples.js'
import { recount, told } from '../../store/recount.js'

const HARD_TEXT = 'Half a pair \ud800, a line\nend, \u2028 and \u0000.'

let root: string
let source: Store
let exported: string
const open: Store[] = []

async function store(name: string): Promise<Store> {
  const opened = await openEmbeddedStore(join(root, name))
  open.push(opened)
  return opened
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'linernotes-backup-'))
  source = await store('source')
  exported = join(root, 'exported')
  await source.songs.upsert(HARD_IDS.map(id => song(id)))
  await source.songs.upsert([
    song('full', {
      artist: 'Å',
      album: 'B',
      year: 1999,
      genres: ['z', 'a'],
      tags: ['t'],
      durationSeconds: 1.5,
      attributes: [{ name: 'tempo', value: 0.1 }],
    }),
  ])
  await source.plays.record(
    HARD_IDS.map((id, i) => play(id, 'full', { count: 1_000_000, eventId: id, playedAt: minute(i) })),
  )
  await source.plays.record([...HARD_IDS.map(id => play('u', id)), play('a', 'full', { count: 1_000_000 })])
  const opinions = [opinion('mix', -0.25), opinion(null, 0.1)]
  await source.reviews.putMany([
    ...HARD_IDS.map(id => review(id, 'full', { createdAt: minute(1), updatedAt: minute(2), analyzerVersion: 'old' })),
    review('u', 'a', { text: HARD_TEXT, rating: 0.5, opinions }),
  ])
  await source.tags.replace('u', 'full', ['b', 'a', '__proto__'])
  const targets = { songs: ['a'], artists: [], genres: ['é'], aspects: [] }
  await source.tastes.put('u', {
    pinned: targets,
    muted: targets,
    aspectImportance: { vocals: 0.5, mix: 0.25, 'a.b': 1 },
  })
  await source.tastes.put('only a taste', { pinned: targets, muted: targets, aspectImportance: {} })
  for (const version of ['1', '2/..', '3']) {
    await source.models.put(
      {
        version,
        trainedAt: minute(3),
        seconds: 1.5,
        seed: 1,
        songCount: 1,
        userCount: 2,
        interactionCount: 3,
        reviewCount: 4,
        metrics: [{ model: 'mlp', name: 'ndcg@20', value: 0.1 }],
        ablation: null,
      },
      Buffer.from(`artefact\n${version}`),
    )
  }
  await source.models.activate('2/..')
  await exportStore(source, exported)
})
afterAll(async () => {
  for (const each of open) await each.close()
  await rm(root, { recursive: true })
})

/** Every file of a folder, by name. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'latin1')] as const)),
  )
}

async function isEmpty(target: Store): Promise<void> {
  const { songCount, userCount } = await target.songs.catalogueTotals()
  expect({ songCount, userCount, half: await halfRestored(target) }).toEqual({ songCount: 0, userCount: 0, half: null })
}

test('export, restore, export: the same bytes, and a store that tells the same', async () => {
  const target = await store('target')
  const report = await restoreStore(target, exported)
  expect(report).toMatchObject({ skipped: 0, records: { songs: HARD_IDS.length + 1, models: 3, tastes: 2, tags: 3 } })
  await exportStore(target, join(root, 'again'))
  expect(await contents(join(root, 'again'))).toEqual(await contents(exported))

  expect((await target.reviews.ofUser('u'))[0]).toEqual((await source.reviews.ofUser('u'))[0])
  expect(await target.plays.get('a', 'full')).toEqual({ ...(await source.plays.get('a', 'full')), count: 2_000_000 })
  expect(await target.plays.record([play('a', 'full', { eventId: 'a' })])).toEqual(['repeated'])
  expect(await target.models.activeVersion()).toBe('2/..')
  expect(await target.models.list()).toEqual(await source.models.list())
  const counted = await recount(target, ['u', 'only a taste'])
  expect(await told(target, counted)).toEqual(counted)
  expect(await halfRestored(target)).toBeNull()
})

describe('a broken export is refused before anything is written', () => {
  test.each<[string, (folder: string) => Promise<unknown>, RegExp]>([
    ['no manifest', folder => rm(join(folder, 'manifest.json')), /is not an export: there is no manifest\.json/],
    [
      'a manifest of nonsense',
      folder => writeFile(join(folder, 'manifest.json'), '{"format":"x"'),
      /manifest\.json is damaged/,
    ],
    [
      'another version',
      async folder => {
        const path = join(folder, 'manifest.json')
        await writeFile(path, (await readFile(path, 'utf8')).replace('"version": 1', '"version": 2'))
      },
      /has version 2, this program reads version 1/,
    ],
    ['a file gone', folder => rm(join(folder, 'tags.jsonl')), /tags\.jsonl is missing/],
    ['an artefact gone', folder => rm(join(folder, '3.model')), /3\.model is missing/],
    ['a file cut off', folder => truncate(join(folder, 'plays.jsonl'), 10), /plays\.jsonl has 10 bytes instead of \d+/],
    [
      'a byte changed',
      async folder => {
        const path = join(folder, 'reviews.jsonl')
        const bytes = await readFile(path)
        bytes[20] = (bytes[20] ?? 0) ^ 1
        await writeFile(path, bytes)
      },
      /reviews\.jsonl is damaged: its checksum does not match/,
    ],
    ['a foreign file', folder => writeFile(join(folder, 'notes.txt'), 'x'), /notes\.txt is not a file of the export/],
  ])('%s', async (name, damage, message) => {
    const folder = join(root, `damaged ${name}`)
    await cp(exported, folder, { recursive: true })
    await damage(folder)
    const target = await store(`of ${name}`)
    await expect(restoreStore(target, folder)).rejects.toThrow(OperatorError)
    await expect(restoreStore(target, folder)).rejects.toThrow(message)
    await isEmpty(target)
  })
})

test('a store that is not empty is refused, or added to; again and again it adds nothing', async () => {
  const target = await store('merged')
  await target.songs.upsert([song('mine'), song('full')])
  await target.plays.record([play('a', 'full', { count: 5 }), play('mine', 'mine')])
  await expect(restoreStore(target, exported)).rejects.toThrow(/the store is not empty \(2 songs, 2 users\).*--merge/)
  await restoreStore(target, exported, { merge: true })
  await restoreStore(target, exported, { merge: true })
  expect((await target.plays.get('a', 'full'))?.count).toBe(2_000_000)
  expect((await target.plays.get('mine', 'mine'))?.count).toBe(1)
  expect((await target.songs.get('full'))?.year).toBe(1999)
  const counted = await recount(target, ['u', 'only a taste'])
  expect(await told(target, counted)).toEqual(counted)
})

test.each(['restoring plays', 'restoring play-events', 'restoring reviews', 'restoring tastes'])(
  'a restore that is cut off at %s says so, and done again gives the same store',
  async step => {
    const target = await store(`cut at ${step}`)
    const stop = new AbortController()
    const onProgress = (at: string) => at === step && stop.abort(new Error('cut'))
    await expect(restoreStore(target, exported, { onProgress, signal: stop.signal })).rejects.toThrow('cut')
    expect(await halfRestored(target)).toMatch(/cut off: run the same `linernotes restore` again/)

    const other = join(root, `other of ${step}`)
    await exportStore(await store(`empty ${step}`), other)
    await expect(restoreStore(target, other)).rejects.toThrow(/a restore of another export .* was cut off/)
    await restoreStore(target, exported)
    const again = join(root, `export of ${step}`)
    await exportStore(target, again)
    expect(await contents(again)).toEqual(await contents(exported))
    expect(await halfRestored(target)).toBeNull()
  },
)

describe('the folder of an export', () => {
  test('is not taken where it holds anything; an export gives way to --force', async () => {
    const target = join(root, 'folder')
    const empty = await store('nothing')
    await exportStore(empty, target)
    await expect(exportStore(source, target)).rejects.toThrow(/holds an export: name another folder, or .*--force/)
    await exportStore(source, target, { force: true })
    expect(await contents(target)).toEqual(await contents(exported))
    await expect(exportStore(source, root, { force: true })).rejects.toThrow(/holds other files/)
    await writeFile(join(root, 'file'), '')
    await expect(exportStore(source, join(root, 'file'))).rejects.toThrow(/is a file/)
  })

  test('has no name until it is whole, and nothing stays of one that was stopped or failed', async () => {
    const target = join(root, 'stopped')
    const stop = new AbortController()
    const onProgress = (step: string) => step === 'exporting reviews' && stop.abort(new Error('stopped'))
    await expect(exportStore(source, target, { onProgress, signal: stop.signal })).rejects.toThrow('stopped')
    const failing: Store = {
      ...source,
      tags: Object.assign(Object.create(source.tags), {
        all: () => {
          throw new Error('broken tags')
        },
      }),
    }
    await expect(exportStore(failing, target)).rejects.toThrow('broken tags')
    expect((await readdir(root)).filter(name => name.startsWith('stopped'))).toEqual([])
  })
})

test('what belongs to a song that was removed during the export is left out, and counted', async () => {
  const moving = await store('moving')
  await moving.songs.upsert([song('a'), song('b')])
  await moving.plays.record([play('u', 'a', { eventId: 'e' }), play('u', 'b')])
  let removed: Promise<unknown> | undefined
  const onProgress = (step: string) => {
    if (step === 'exporting play-events') removed ??= moving.songs.remove('a')
  }
  await exportStore(moving, join(root, 'moved'), { onProgress })
  await removed
  const target = await store('after the move')
  expect(await restoreStore(target, join(root, 'moved'))).toMatchObject({ skipped: 2, records: { songs: 1 } })
  const counted = await recount(target)
  expect(await told(target, counted)).toEqual(counted)
})
