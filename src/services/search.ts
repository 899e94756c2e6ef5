import { setImmediate } from 'node:timers/promises'
import MiniSearch from 'minisearch'
import type { Song } from '../domain/song.js'
import type { CatalogueView } from './catalogue-view.js'

/** Songs for what somebody typed, best match first, ties by id. None for an empty query. */
export type SongSearch = (query: string, first: number) => Promise<Song[]>

/** What is searched, and how much a match there counts beside one in the album's name. */
const FIELD_BOOST = { title: 3, artist: 2, album: 1 }
const FIELDS = ['title', 'artist', 'album'] as const
/** Errors tolerated, as a share of a word's letters, rounded: one from 2 letters on, two (or one swap) from 6. */
const FUZZY = 0.25

/** Shorter beginnings of a word match too much to help, and cost most. */
const PREFIX_LENGTH = 2
/** Further words of a query are not looked up: each costs a walk through all words like it. */
const WORDS = 10
/** Songs indexed at a time; other requests are served between two batches. */
const BATCH = 200

/** The index is made at the first search and follows the view from then on. */
export function songSearch(view: CatalogueView): SongSearch {
  const index = new MiniSearch<Song>({
    fields: [...FIELDS],
    tokenize: words,
    processTerm: word => word,
    searchOptions: {
      tokenize: query => [...new Set(words(query))].slice(0, WORDS),
      boost: FIELD_BOOST,
      prefix: word => word.length >= PREFIX_LENGTH,
      fuzzy: FUZZY,
    },
  })
  let filled: Promise<void> | null = null

  async function fill(): Promise<void> {
    const ids = [...view.ids()]
    for (let from = 0; from < ids.length; from += BATCH) {
      if (from > 0) await setImmediate()
      for (const id of ids.slice(from, from + BATCH)) {
        const song = view.song(id)
        if (song && !index.has(id)) index.add(song)
      }
    }
  }

  view.onChange((id, before, after) => {
    if (!filled || (before && after && FIELDS.every(field => before[field] === after[field]))) return
    if (index.has(id)) index.discard(id)
    if (after) index.add(after)
  })

  return async (query, first) => {
    await view.refresh()
    if (query.trim() === '') return []
    filled ??= fill().catch(error => {
      // The next search begins anew: nothing keeps half an index up to date.
      filled = null
      index.removeAll()
      throw error
    })
    await filled
    return index
      .search(query)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, first)
      .flatMap(({ id }) => view.song(id) ?? [])
  }
}

/** Letters that Unicode does not take apart into a plain one and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
}

/** The words of a text without case, accents and apostrophes; a text of signs alone (`!!!`) is one word. */
export function words(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[ßæœøđðħıłþ]/g, letter => PLAIN[letter])
    .trim()
  const found = folded.split(/[\p{Z}\p{C}\p{P}]+/u).filter(word => word !== '')
  return found.length === 0 && folded !== '' ? [folded] : found
}
