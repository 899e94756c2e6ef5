import { BadInputError, ConflictError, NotFoundError, shown } from '../domain/errors.js'
import { checkFilter, checkFirst, checkId, checkSong, checkSongPatch, checkTags } from '../domain/input.js'
import { songProfile } from '../domain/profile.js'
import type { Song, SongPatch } from '../domain/song.js'
import type { Store } from '../store/ports.js'
import { checkEach } from './batch.js'
import { pageRequest } from './paging.js'
import type { SongSearch } from './search.js'
import type { SongService } from './services.js'

/** The longest search, in UTF-16 units: as long as the longest title. */
const QUERY_LENGTH = 1_000

export function songService({
  store: { songs, reviews, tags },
  search,
}: {
  store: Pick<Store, 'songs' | 'reviews' | 'tags'>
  search: SongSearch
}): SongService {
  async function known(id: string): Promise<Song> {
    const song = await songs.get(id)
    if (!song) throw new NotFoundError('song', id)
    return song
  }

  return {
    async add(input) {
      const song = checkSong(input, 'input')
      if (await songs.add(song)) return song
      throw new ConflictError(
        `input.id: there is a song with the id ${shown(song.id)} already; use updateSong to change it`,
      )
    },

    async update(id, input) {
      const patch = checkSongPatch(input, 'input')
      const song = await songs.update(checkId(id, 'id'), before => patched(before, patch))
      if (!song) throw new NotFoundError('song', id)
      return song
    },

    async upsert(input) {
      const { accepted, rejected } = checkEach(input, 'input', checkSong)
      const distinct = new Map(accepted.map(({ value }) => [value.id, value]))
      const { added, replaced } = await songs.upsert([...distinct.values()])
      return { added, replaced: replaced + accepted.length - distinct.size, rejected }
    },

    remove: async id => songs.remove(checkId(id, 'id')),
    get: async id => songs.get(checkId(id, 'id')),
    page: async ({ filter, orderBy, ...page }) => songs.page(checkFilter(filter, 'filter'), orderBy, pageRequest(page)),

    async search(query, first) {
      if (query.length > QUERY_LENGTH) throw new BadInputError('query', query, `use at most ${QUERY_LENGTH} characters`)
      return search(query, checkFirst(first))
    },

    async tags(song) {
      const uses = new Map(song.tags.map(tag => [tag, 1]))
      const { tags: given } = await songs.totals(song.id)
      for (const { tag, users } of given) uses.set(tag, (uses.get(tag) ?? 0) + users)
      return [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([tag]) => tag)
    },

    async profile(songId) {
      const [totals, catalogue] = await Promise.all([songs.totals(songId), songs.catalogueTotals()])
      return songProfile(totals, catalogue)
    },

    quotes: async (songId, aspect, first) => reviews.quotes(songId, aspect, checkFirst(first)),

    async tag(userId, songId, given) {
      const input = checkTags({ userId, songId, tags: given })
      if (!(await tags.replace(input.userId, input.songId, input.tags))) throw new NotFoundError('song', songId)
      return known(input.songId)
    },
  }
}

/** Left out: unchanged. Null: cleared. */
function patched(song: Song, patch: SongPatch): Song {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...song, ...Object.fromEntries(given) }
}
