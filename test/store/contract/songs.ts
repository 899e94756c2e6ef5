import { describe, expect, test } from '@jest/globals'
import { NO_REVIEWS, NO_TOTALS } from '../../../src/domain/totals.js'
import { collect, type OpenStore } from './harness.js'
import { byCodePoint, HARD_IDS, opinion, play, review, song } from './samples.js'

export function songsContract(open: OpenStore): void {
  describe('songs', () => {
    test('an empty store has none', async () => {
      const { store } = await open()
      expect(await store.songs.get('a')).toBeNull()
      expect(await store.songs.getMany(['a', 'b'])).toEqual([null, null])
      expect(await store.songs.totals('a')).toEqual(NO_TOTALS)
      expect(await store.songs.totalsMany(['a', 'b'])).toEqual([NO_TOTALS, NO_TOTALS])
      expect(await store.songs.totalsMany([])).toEqual([])
      expect(await store.songs.catalogueTotals()).toEqual({ ...NO_REVIEWS, songCount: 0, userCount: 0, playCount: 0 })
      expect(await collect(store.songs.all())).toEqual([])
      expect((await store.songs.changes(null)).songIds).toEqual([])
      expect(await store.songs.remove('a')).toBe(false)
      expect(await store.songs.update('a', each => each)).toBeNull()
    })

    test('add keeps every field, and refuses a taken id', async () => {
      const { store, reopen } = await open()
      const full = song('a', {
        title: 'Ångström "quoted" \u0000 🎵',
        artist: 'Artist',
        album: 'Album',
        year: 1999,
        genres: ['Rock', 'Jazz'],
        tags: ['__proto__', 'late night'],
        durationSeconds: 213.5,
        attributes: [
          { name: 'tempo', value: 120.25 },
          { name: 'loudness', value: -7 },
        ],
      })
      expect(await store.songs.add(full)).toBe(true)
      expect(await store.songs.add(song('a', { title: 'Other' }))).toBe(false)
      expect(await store.songs.get('a')).toEqual(full)
      expect(await (await reopen()).songs.get('a')).toEqual(full)
    })

    test('upsert adds and replaces; the last of an id wins', async () => {
      const { store } = await open()
      await store.songs.add(song('a', { title: 'first' }))
      const given = [
        song('a', { title: 'second' }),
        song('b', { title: 'first' }),
        song('c'),
        song('b', { title: 'second' }),
      ]
      expect(await store.songs.upsert(given)).toEqual({ added: 2, replaced: 2 })
      const titles = (await store.songs.getMany(['a', 'b'])).map(each => each?.title)
      expect(titles).toEqual(['second', 'second'])
      expect(await store.songs.catalogueTotals()).toMatchObject({ songCount: 3 })
      expect(await store.songs.upsert([])).toEqual({ added: 0, replaced: 0 })
    })

    test('update changes the song as it stands; a change that throws leaves it', async () => {
      const { store } = await open()
      await store.songs.add(song('a', { year: 2000 }))
      const later = () => store.songs.update('a', each => ({ ...each, year: (each.year ?? 0) + 1 }))
      await Promise.all(Array.from({ length: 20 }, later))
      expect((await store.songs.get('a'))?.year).toBe(2020)
      const failing = store.songs.update('a', () => {
        throw new Error('not like this')
      })
      await expect(failing).rejects.toThrow('not like this')
      expect((await store.songs.get('a'))?.year).toBe(2020)
    })

    test('getMany answers in the order asked for, repeats and gaps included', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const found = await store.songs.getMany(['b', 'x', 'a', 'b'])
      expect(found.map(each => each?.id ?? null)).toEqual(['b', null, 'a', 'b'])
    })

    test('all streams every song once, by id', async () => {
      const { store } = await open()
      const ids = [...HARD_IDS, ...Array.from({ length: 700 }, (_, i) => `many ${i}`)]
      await store.songs.upsert(ids.map(id => song(id)))
      expect((await collect(store.songs.all())).map(each => each.id)).toEqual([...ids].sort(byCodePoint))
    })

    test('a stream that is left early, or outlives a change, does no harm', async () => {
      const { store } = await open()
      await store.songs.upsert(Array.from({ length: 600 }, (_, i) => song(`${1000 + i}`)))
      const seen: string[] = []
      for await (const { id } of store.songs.all()) {
        if (seen.length === 0) await store.songs.remove('1599')
        if (seen.length === 1) await store.songs.add(song('0'))
        seen.push(id)
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter(id => id !== '1599')).toEqual(Array.from({ length: 599 }, (_, i) => `${1000 + i}`))
      for await (const _ of store.songs.all()) break
      expect(await store.songs.remove('0')).toBe(true)
    })

    test('removal takes plays, events, reviews, quotes and tags with it, and nothing else', async () => {
      const { store } = await open()
      await store.songs.upsert([song('gone'), song('stays')])
      const events = [
        play('u', 'gone', { count: 3, eventId: 'e1' }),
        play('v', 'gone'),
        play('u', 'gone', { eventId: 'e2' }),
      ]
      await store.plays.record([...events, play('u', 'stays', { count: 2, eventId: 'e3' })])
      const opinions = [opinion('vocals', 0.9)]
      const reviews = [
        review('u', 'gone', { opinions }),
        review('v', 'gone', { opinions }),
        review('u', 'stays', { opinions }),
      ]
      await store.reviews.putMany(reviews)
      await store.tags.replace('v', 'gone', ['sad', 'slow'])
      await store.tags.replace('u', 'stays', ['sad'])

      expect(await store.songs.remove('gone')).toBe(true)
      expect(await store.songs.get('gone')).toBeNull()
      expect(await store.songs.totals('gone')).toEqual(NO_TOTALS)
      expect((await collect(store.plays.all())).map(each => each.songId)).toEqual(['stays'])
      expect((await collect(store.reviews.all())).map(each => each.songId)).toEqual(['stays'])
      expect((await collect(store.tags.all())).map(each => each.songId)).toEqual(['stays'])
      expect(await store.reviews.quotes('gone', 'vocals', 9)).toEqual([])
      expect(await store.users.get('v')).toBeNull()
      expect(await store.users.get('u')).toEqual({ id: 'u', playCount: 2, songCount: 1, reviewCount: 1, tagCount: 1 })
      expect(await store.songs.catalogueTotals()).toMatchObject({
        songCount: 1,
        userCount: 1,
        playCount: 2,
        reviewCount: 1,
        aspects: { vocals: { mentions: 1 } },
      })

      await store.songs.add(song('gone'))
      expect(await store.songs.totals('gone')).toEqual(NO_TOTALS)
      expect(await store.plays.record(events)).toEqual(['recorded', 'recorded', 'recorded'])
      expect(await store.plays.record([play('u', 'stays', { eventId: 'e3' })])).toEqual(['repeated'])
    })

    test.each(HARD_IDS.map(id => [JSON.stringify(id).slice(0, 40), id]))(
      'the id %s is itself everywhere',
      async (_, id) => {
        const { store } = await open()
        await store.songs.upsert([song(id), song('other')])
        await store.plays.record([play(id, id, { eventId: id }), play(id, 'other'), play('other', id)])
        await store.reviews.put(review(id, id, { opinions: [opinion('vocals', 1)] }))
        await store.tags.replace(id, id, [id])
        await store.tastes.put(id, { pinned: none, muted: { ...none, songs: [id] }, aspectImportance: {} })
        expect(await store.plays.record([play(id, id, { eventId: id })])).toEqual(['repeated'])
        expect((await store.songs.get(id))?.id).toBe(id)
        expect((await store.plays.ofUser(id)).map(each => each.songId)).toEqual(['other', id].sort(byCodePoint))
        expect((await store.reviews.ofUser(id)).map(each => each.songId)).toEqual([id])
        expect(await store.reviews.quotes(id, 'vocals', 9)).toHaveLength(1)
        expect(await store.tags.ofUser(id)).toEqual([{ userId: id, songId: id, tag: id }])
        expect((await store.tastes.get(id))?.muted.songs).toEqual([id])
        expect(await store.users.get(id)).toEqual({ id, playCount: 2, songCount: 2, reviewCount: 1, tagCount: 1 })
        expect((await store.songs.changes(null)).songIds.sort(byCodePoint)).toEqual(['other', id].sort(byCodePoint))
        expect(await store.songs.remove(id)).toBe(true)
        expect(await collect(store.plays.all())).toMatchObject([{ userId: id, songId: 'other' }])
      },
    )

    test('changes tells what changed since a moment, each song once', async () => {
      const { store, reopen } = await open()
      await store.songs.upsert([song('a'), song('b'), song('c')])
      const start = await store.songs.changes(null)
      expect([...start.songIds].sort()).toEqual(['a', 'b', 'c'])
      expect(await store.songs.changes(start.moment)).toEqual({ songIds: [], moment: start.moment })

      await store.plays.record([play('u', 'c')])
      await store.songs.upsert([song('c')])
      expect((await store.songs.changes(start.moment)).songIds).toEqual([])

      await store.songs.update('a', each => ({ ...each, year: 1 }))
      await store.reviews.put(review('u', 'b'))
      await store.songs.update('a', each => ({ ...each, year: 2 }))
      const next = await store.songs.changes(start.moment)
      expect([...next.songIds].sort()).toEqual(['a', 'b'])

      await store.tags.replace('u', 'c', ['sad'])
      await store.songs.remove('a')
      const again = await reopen()
      expect([...(await again.songs.changes(next.moment)).songIds].sort()).toEqual(['a', 'c'])
      expect([...(await again.songs.changes(start.moment)).songIds].sort()).toEqual(['a', 'b', 'c'])
      expect([...(await again.songs.changes(null)).songIds].sort()).toEqual(['b', 'c'])
    })
  })
}

const none = { songs: [], artists: [], genres: [], aspects: [] }
