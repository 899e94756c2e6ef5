import { describe, expect, test } from '@jest/globals'
import { NO_TASTE } from '../../../src/domain/user.js'
import { collect, type OpenStore } from './harness.js'
import { byCodePoint, song } from './samples.js'

export function tagsContract(open: OpenStore): void {
  describe('tags', () => {
    test('replace sets a user’s tags of a song, once each; an empty list takes them back', async () => {
      const { store, reopen } = await open()
      await store.songs.upsert([song('a'), song('b')])
      expect(await store.tags.replace('u', 'nowhere', ['x'])).toBe(false)
      expect(await store.tags.replace('u', 'a', ['sad', 'Sad', 'sad', '__proto__'])).toBe(true)
      await store.tags.replace('v', 'a', ['sad'])
      expect(await tagCounts(await reopen(), 'a')).toEqual(
        Object.fromEntries([
          ['sad', 2],
          ['Sad', 1],
          ['__proto__', 1],
        ]),
      )
    })

    test('a later list stands for the earlier one', async () => {
      const { store } = await open()
      await store.songs.add(song('a'))
      await store.tags.replace('u', 'a', ['one', 'two'])
      await store.tags.replace('u', 'a', ['two', 'three'])
      expect(await store.tags.ofUser('u')).toEqual(
        expect.arrayContaining([
          { userId: 'u', songId: 'a', tag: 'two' },
          { userId: 'u', songId: 'a', tag: 'three' },
        ]),
      )
      expect(await store.users.get('u')).toMatchObject({ tagCount: 2 })
      expect(await store.tags.replace('u', 'a', [])).toBe(true)
      expect(await store.tags.ofUser('u')).toEqual([])
      expect((await store.songs.totals('a')).tags).toEqual([])
      expect(await store.users.get('u')).toBeNull()
    })

    test('addMany adds to what is there; repeating is harmless', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      await store.tags.replace('u', 'a', ['old'])
      const assignments = [
        { userId: 'u', songId: 'a', tag: 'new' },
        { userId: 'u', songId: 'a', tag: 'old' },
        { userId: 'u', songId: 'nowhere', tag: 'x' },
        { userId: 'v', songId: 'b', tag: 'x'.repeat(1_000) },
        { userId: 'u', songId: 'a', tag: 'new' },
      ]
      expect(await store.tags.addMany(assignments)).toEqual(['added', 'unchanged', 'unknownSong', 'added', 'unchanged'])
      const { moment } = await store.songs.changes(null)
      expect(await store.tags.addMany(assignments.slice(0, 2))).toEqual(['unchanged', 'unchanged'])
      expect((await store.songs.changes(moment)).songIds).toEqual([])
      expect(await collect(store.tags.all())).toEqual([
        { userId: 'u', songId: 'a', tag: 'new' },
        { userId: 'u', songId: 'a', tag: 'old' },
        { userId: 'v', songId: 'b', tag: 'x'.repeat(1_000) },
      ])
    })

    test('all is by user id, song id and tag', async () => {
      const { store } = await open()
      await store.songs.upsert([song('a'), song('b')])
      const tags = ['b', 'a', '🎵', '\uffff']
      for (const userId of ['v', 'u']) for (const songId of ['b', 'a']) await store.tags.replace(userId, songId, tags)
      const all = (await collect(store.tags.all())).map(each => `${each.userId} ${each.songId} ${each.tag}`)
      const inOrder = ['a', 'b', '\uffff', '🎵']
      expect(all).toEqual(['u', 'v'].flatMap(u => ['a', 'b'].flatMap(s => inOrder.map(tag => `${u} ${s} ${tag}`))))
    })
  })

  describe('tastes', () => {
    test('none, put, put again; a user with a taste is a user', async () => {
      const { store, reopen } = await open()
      expect(await store.tastes.get('u')).toBeNull()
      expect(await store.users.get('u')).toBeNull()
      await store.tastes.put('u', NO_TASTE)
      expect(await store.users.get('u')).toEqual({ id: 'u', playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0 })
      const taste = {
        pinned: { songs: ['a'], artists: ['Ä'], genres: [], aspects: ['vocals'] },
        muted: { songs: [], artists: [], genres: ['jazz'], aspects: [] },
        aspectImportance: { vocals: 0.25 },
      }
      await store.tastes.put('u', taste)
      const again = await reopen()
      expect(await again.tastes.get('u')).toEqual(taste)
      expect(await again.songs.catalogueTotals()).toMatchObject({ userCount: 1 })
    })

    test('all is by user id', async () => {
      const { store } = await open()
      const ids = ['b', 'a', '\uffff', '🎵', '\u0000']
      await Promise.all(ids.map((id, i) => store.tastes.put(id, { ...NO_TASTE, aspectImportance: { mix: i / 10 } })))
      expect(await collect(store.tastes.all())).toEqual(
        [...ids]
          .sort(byCodePoint)
          .map(userId => ({ userId, taste: { ...NO_TASTE, aspectImportance: { mix: ids.indexOf(userId) / 10 } } })),
      )
    })
  })
}

async function tagCounts(store: Awaited<ReturnType<OpenStore>>['store'], songId: string) {
  return Object.fromEntries((await store.songs.totals(songId)).tags.map(({ tag, users }) => [tag, users]))
}
