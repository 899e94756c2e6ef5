import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'
import { listeners } from '../../src/recommender/ranker/examples.js'
import { weightedInteractions } from '../../src/recommender/reviewed-interactions.js'
import { fitText, wordsReader } from '../../src/recommender/text/text-model.js'
import { importCatalogue } from '../../src/services/import.js'
import { listenerOf } from '../../src/services/listener.js'
import { reviewTerms } from '../../src/services/review-terms.js'
import { trainingDataOf } from '../../src/services/training-data.js'
import { readUserHistory } from '../../src/services/user-history.js'
import { openEmbeddedStore } from '../../src/store/embedded/store.js'
import { inFolder } from '../importers/reading.js'

const SONGS = 'id,title\na,A\nb,B\nc,C\n'
const PLAYS = [
  'userId,songId,count,playedAt',
  'u,a,9,2020-01-01T00:00:00Z',
  'u,b,2,2020-06-01T00:00:00Z',
  'v,a,1,',
  'w,c,3,2020-01-01T00:00:00Z',
  'w,a,3,2021-01-01T00:00:00Z',
  'w,b,3,',
].join('\n')
const REVIEWS = [
  { userId: 'u', songId: 'a', text: 'The vocals are awful and the mix is muddy.', rating: 1 },
  { userId: 'u', songId: 'c', text: 'A gorgeous muddy choir, and lovely vocals.', rating: 5 },
  { userId: 'v', songId: 'a', text: 'A gorgeous choir.' },
]

test('while serving a user is who they were in training', () =>
  inFolder(async folder => {
    const store = await openEmbeddedStore(join(folder, 'store'))
    try {
      const files = { songs: SONGS, plays: PLAYS, reviews: REVIEWS.map(review => JSON.stringify(review)).join('\n') }
      for (const [format, text] of Object.entries(files)) {
        const path = join(folder, `${format}.${format === 'reviews' ? 'jsonl' : 'csv'}`)
        await writeFile(path, text)
        await importCatalogue(store, () => analyze, format, path)
      }
      const data = await trainingDataOf(store)
      const text = fitText(data)
      const trained = listeners(data, weightedInteractions(data), text)
      const served = {
        index: new Map(data.songs.map(({ id }, index) => [id, index])),
        wordsOf: wordsReader(text),
      }
      const totals = await store.songs.catalogueTotals()
      for (const [index, userId] of data.userIds.entries()) {
        const listener = listenerOf(await readUserHistory(store, userId), served, totals, reviewTerms())
        expect(listener).toEqual(trained(index))
      }
      const [u, v, w] = data.userIds.map((_, index) => trained(index))
      expect([...(u.disliked?.songs ?? [])]).toEqual([0])
      expect(u.disliked?.values[0]).toBeGreaterThan(4)
      expect([v.disliked, w.disliked, w.words]).toEqual([undefined, undefined, undefined])
      // Of three played alike, one a year before the other, one at a time unknown.
      expect([...w.history.values].map(value => value / 3)).toEqual([
        1,
        1,
        expect.closeTo(0.5 + 0.5 * 2 ** (-366 / 90), 6),
      ])
      expect(v.words?.columns.length).toBeGreaterThan(0)
    } finally {
      await store.close()
    }
  }))
