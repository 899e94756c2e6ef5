import { describe, expect, test } from '@jest/globals'
import { BadInputError } from '../../../src/domain/errors.js'
import { NO_TOTALS } from '../../../src/domain/totals.js'
import { collect, nodesOf, type OpenStore, pageThrough } from './harness.js'
import { byCodePoint, minute, opinion, review, song } from './samples.js'

export function reviewsContract(open: OpenStore): void {
  describe('reviews', () => {
    test('an empty store has none', async () => {
      const { store } = await open()
      expect(await store.reviews.get('r')).toBeNull()
      expect(await store.reviews.remove('r')).toBe(false)
      expect(await store.reviews.ofUser('u')).toEqual([])
      expect(await store.reviews.quotes('a', 'vocals', 3)).toEqual([])
      expect(await collect(store.reviews.all())).toEqual([])
      const empty = { items: [], totalCount: 0, hasNextPage: false, hasPreviousPage: false }
      expect(await store.reviews.pageOfSong('a', { first: 5, after: null })).toEqual(empty)
      expect(await store.reviews.pageOfUser('u', { first: 5, after: null })).toEqual(empty)
    })

    test('a review comes back as it was put, whatever its text', async () => {
      const { store, reopen } = await open()
      await store.songs.add(song('a'))
      const given = review('u', 'a', {
        text: `line\r\n\u0000 "quoted" 🎵 half a pair: \ud83c end ${'long '.repeat(3_000)}`,
        rating: 4.5,
        opinions: [opinion('vocals', -0.1234, { negated: true, confidence: 0.25 }), opinion(null, 0)],
        createdAt: new Date(-1),
        updatedAt: minute(1),
      })
      expect(await store.reviews.put(given)).toEqual({ review: given, outcome: 'added' })
      expect(await (await reopen()).reviews.get(given.id)).toEqual(given)
    })

    test('posting again replaces, keeps id and createdAt, and moves totals and quotes', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      await store.reviews.put(review('u', 'a', { rating: 5, score: 0.8, opinions: [opinion('vocals', 0.9)] }))
      const second = review('u', 'a', {
        text: 'The mix is muddy, sadly.',
        rating: 2,
        score: -0.4,
        opinions: [opinion('mix', -0.5)],
        createdAt: minute(9),
        updatedAt: minute(9),
      })
      const stored = { ...second, createdAt: minute(0) }
      expect(await store.reviews.put(second)).toEqual({ review: stored, outcome: 'replaced' })
      expect(await store.reviews.get(second.id)).toEqual(stored)
      expect(await collect(store.reviews.all())).toEqual([stored])
      const after = {
        reviewCount: 1,
        positive: 0,
        neutral: 0,
        negative: 1,
        sentimentSum: -4000,
        ratingCount: 1,
        ratingSum: 4,
        aspects: { mix: { mentions: 1, positive: 0, neutral: 0, negative: 1, polaritySum: -5000 } },
      }
      expect(await store.songs.totals('a')).toEqual({ ...NO_TOTALS, ...after })
      expect(await store.songs.catalogueTotals()).toEqual({ ...after, songCount: 1, userCount: 1, playCount: 0 })
      expect(await store.reviews.quotes('a', 'vocals', 9)).toEqual([])
      expect(await store.reviews.quotes('a', 'mix', 9)).toHaveLength(1)
      expect(await store.users.get('u')).toMatchObject({ reviewCount: 1 })
    })

    test('unchanged: same text, rating and analyzer; another analyzer replaces', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      const first = review('u', 'a', { rating: 3, text: 'Fine, half a pair: \ud83c' })
      await store.reviews.put(first)
      const { moment } = await store.songs.changes(null)
      const repeat = { ...first, createdAt: minute(5), updatedAt: minute(5) }
      expect(await store.reviews.put(repeat)).toEqual({ review: first, outcome: 'unchanged' })
      expect((await store.songs.changes(moment)).songIds).toEqual([])
      expect(await store.reviews.put({ ...repeat, rating: null })).toMatchObject({ outcome: 'replaced' })
      const read = { ...repeat.analysis, analyzerVersion: '2' }
      expect(await store.reviews.put({ ...repeat, rating: null, analysis: read })).toMatchObject({
        outcome: 'replaced',
      })
      expect((await store.songs.totals('a')).reviewCount).toBe(1)
    })

    test('another analysis moves totals and quotes, and nothing else; a text that changed meanwhile is left alone', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      const first = review('u', 'a', { rating: 3, score: -0.5, opinions: [opinion('mix', -0.5)] })
      const second = review('v', 'a', { score: 0.5 })
      await store.reviews.putMany([first, second])
      const { moment } = await store.songs.changes(null)
      const { analysis } = review('u', 'a', { score: 0.25, opinions: [opinion('vocals', 0.75)], analyzerVersion: '2' })
      const read = [
        { id: first.id, text: first.text, analysis },
        { id: second.id, text: 'What stood there before.', analysis },
        { id: 'gone', text: 'Was taken back.', analysis },
      ]
      expect(await store.reviews.reanalyze(read)).toBe(1)
      expect(await store.reviews.get(first.id)).toEqual({ ...first, analysis })
      expect(await store.reviews.get(second.id)).toEqual(second)
      expect(await store.songs.totals('a')).toMatchObject({
        reviewCount: 2,
        positive: 2,
        negative: 0,
        sentimentSum: 7500,
        ratingSum: 6,
        aspects: { vocals: { mentions: 1, positive: 1, polaritySum: 7500 } },
      })
      expect((await store.songs.totals('a')).aspects).not.toHaveProperty('mix')
      expect(await store.reviews.quotes('a', 'mix', 9)).toEqual([])
      expect(await store.reviews.quotes('a', 'vocals', 9)).toHaveLength(1)
      expect((await store.songs.changes(moment)).songIds).toEqual(['a'])
      expect(await store.users.get('u')).toMatchObject({ reviewCount: 1 })
      expect(await store.reviews.reanalyze([])).toBe(0)
    })

    test('an unknown song is refused, by itself', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      expect(await store.reviews.put(review('u', 'nowhere'))).toBeNull()
      const many = [review('u', 'a'), review('u', 'nowhere'), review('u', 'a'), review('u', 'a', { text: 'Other.' })]
      expect(await store.reviews.putMany(many)).toEqual(['added', 'unknownSong', 'unchanged', 'replaced'])
      expect(await collect(store.reviews.all())).toHaveLength(1)
      expect(await store.reviews.putMany([])).toEqual([])
    })

    test('removal undoes all that the review added', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      const before = await store.songs.catalogueTotals()
      const given = review('u', 'a', { rating: 4, opinions: [opinion('vocals', 0.7), opinion('mix', 0)] })
      await store.reviews.put(given)
      expect(await store.reviews.remove(given.id)).toBe(true)
      expect(await store.reviews.remove(given.id)).toBe(false)
      expect(await store.songs.totals('a')).toEqual(NO_TOTALS)
      expect(await store.songs.catalogueTotals()).toEqual(before)
      expect(await store.reviews.quotes('a', 'vocals', 9)).toEqual([])
      expect(await store.reviews.ofUser('u')).toEqual([])
      expect(await store.users.get('u')).toBeNull()
    })

    test('lists are newest first, ties by id', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      const reviews = Array.from({ length: 9 }, (_, i) =>
        review(`u${i}`, 'a', { createdAt: minute(Math.floor(i / 3) - 1) }),
      )
      await store.reviews.putMany(reviews)
      const expected = [...reviews].sort((a, b) => Number(b.createdAt) - Number(a.createdAt) || byCodePoint(a.id, b.id))
      const pages = await pageThrough(page => store.reviews.pageOfSong('a', page), 4)
      expect(nodesOf(pages)).toEqual(expected)
      expect(pages.map(page => page.totalCount)).toEqual([9, 9, 9])
      expect(pages.map(page => page.hasNextPage)).toEqual([true, true, false])
      expect(pages.map(page => page.hasPreviousPage)).toEqual([false, true, true])
      expect((await collect(store.reviews.all())).map(each => each.id)).toEqual(
        reviews.map(each => each.id).sort(byCodePoint),
      )
      await expect(store.reviews.pageOfSong('a', { first: 1, after: 'nonsense' })).rejects.toThrow(BadInputError)
    })

    test('pages stay stable while reviews are added before and after', async () => {
      const { store } = await open()
      const songs = Array.from({ length: 20 }, (_, i) => `s${i}`)
      await store.songs.upsert(
        [...songs, ...songs.map(id => `new ${id}`), ...songs.map(id => `old ${id}`)].map(id => song(id)),
      )
      await store.reviews.putMany(songs.map((id, i) => review('u', id, { createdAt: minute(100 - i) })))
      const pages = await pageThrough(
        page => store.reviews.pageOfUser('u', page),
        6,
        async n => {
          await store.reviews.put(review('u', `new s${n}`, { createdAt: minute(500 + n) }))
          await store.reviews.put(review('u', `old s${n}`, { createdAt: minute(-500 - n) }))
        },
      )
      const seen = nodesOf(pages).map(each => each.songId)
      expect(seen.filter(id => songs.includes(id))).toEqual(songs)
      expect(seen.some(id => id.startsWith('new'))).toBe(false)
      expect(new Set(seen).size).toBe(seen.length)
      expect((await store.reviews.ofUser('u')).map(each => each.songId).slice(3, 23)).toEqual(songs)
    })

    test('quotes: most telling first, ties by review id, as many as asked for', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const strengths = { u1: 0.5, u2: 1, u3: 0.5, u4: 0.25, u5: -0.75 }
      const reviews = Object.entries(strengths).map(([user, polarity]) =>
        review(user, 'a', { opinions: [opinion('vocals', polarity), opinion('vocals', polarity / 2)] }),
      )
      await store.reviews.putMany([...reviews, review('u1', 'b', { opinions: [opinion('vocals', 1)] })])
      const tied = [reviews[0]?.id ?? '', reviews[2]?.id ?? ''].sort(byCodePoint)
      const expected = [reviews[1]?.id, reviews[4]?.id, ...tied, reviews[3]?.id]
      expect((await store.reviews.quotes('a', 'vocals', 9)).map(quote => quote.reviewId)).toEqual(expected)
      const [first] = await store.reviews.quotes('a', 'vocals', 1)
      expect(first).toEqual({ reviewId: reviews[1]?.id, text: reviews[1]?.text, start: 0, end: 29, polarity: 1 })
    })
  })
}
