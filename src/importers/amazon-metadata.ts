import { dirname, join } from 'node:path'
import { decode } from 'html-entities'
import { BadInputError, OperatorError } from '../domain/errors.js'
import { checkSong } from '../domain/input.js'
import { type Song, unnamedSong } from '../domain/song.js'
import { checked } from './checked.js'
import { type ByteMeter, filesIn, findFile, type SourceFile } from './files.js'
import type { ImportItem } from './importer.js'
import { linesOf } from './lines.js'
import type { MentionedSongs } from './mentioned-songs.js'
import { type PythonDict, type PythonValue, parsePythonLiteral } from './python-literal.js'

const EXPECTS = 'a meta_* file, one item a line as a Python dict'
/** Roots of the category tree under which the second level is a genre. */
const MUSIC_SHOPS: ReadonlySet<PythonValue> = new Set(['CDs & Vinyl', 'Digital Music'])

/**
 * The metadata beside a file of reviews: the only file there whose name begins with `meta_`, or of several the one that
 * goes on with the same category (`reviews_Digital_Music_5.json.gz` → `meta_Digital_Music…`). Null if there is none.
 * @param meta its path, where it is known
 * @throws OperatorError if several would do, or `meta` is no file
 */
export async function findMetadata(reviews: SourceFile, meta: string | null): Promise<SourceFile | null> {
  if (meta !== null) return findFile(meta, EXPECTS)
  const folder = dirname(reviews.path)
  const all = (await filesIn(folder, EXPECTS)).filter(name => name.startsWith('meta_'))
  const category = /^reviews_(.+?)(?:_\d+)?\./.exec(reviews.name)?.[1]
  const found = all.length > 1 && category ? all.filter(name => name.startsWith(`meta_${category}.`)) : all
  const [first, second] = found
  if (second !== undefined) {
    throw new OperatorError(
      `${folder}: several files could be the metadata (${found.join(', ')}); name one with --meta`,
    )
  }
  return first === undefined ? null : findFile(join(folder, first), EXPECTS)
}

/**
 * The songs of a metadata file that reviews speak of, as placeholders where they have no title there either. Of items
 * listed twice the first counts.
 */
export async function* songsOf(
  metadata: SourceFile,
  mentioned: MentionedSongs,
  meter: ByteMeter,
): AsyncGenerator<ImportItem, void, undefined> {
  for await (const lines of linesOf(metadata, meter)) {
    for (const { number: line, text } of lines) {
      if (text === '') continue
      yield checked({ kind: 'row', file: metadata.name, line, values: { text } }, ({ text }) => {
        const item = itemOf(text)
        const id = item.get('asin')
        if (typeof id !== 'string' || !mentioned.isMissing(id))
          return { kind: 'skipped', reason: 'metadata of a song without a review here' }
        const song = songOf(id, item)
        mentioned.give(id)
        return { kind: 'song', song, placeholder: song.title === id }
      })
    }
  }
}

function itemOf(text: string | null): PythonDict {
  if (text === null) throw new BadInputError('line', null, 'use valid UTF-8')
  try {
    const item = parsePythonLiteral(text)
    if (item instanceof Map) return item
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInputError('line', text, error.message)
    throw error
  }
  throw new BadInputError('line', text, 'use a dict')
}

/**
 * Genres are the second level of the categories (Rock, Pop), tags the deeper ones (Progressive, Britain). The brand is
 * left out: on most items it is the label, on some the artist, and nothing tells which.
 */
function songOf(id: string, item: PythonDict): Song {
  const title = item.get('title')
  const paths = listOf(item.get('categories'))
    .map(listOf)
    .filter(([root]) => root !== undefined && MUSIC_SHOPS.has(root))
  return checkSong(
    {
      ...unnamedSong(id),
      title: typeof title === 'string' && title.trim() !== '' ? plain(title) : id,
      genres: paths.flatMap(([, genre]) => (genre === undefined ? [] : [genre])),
      tags: paths.flatMap(([, , ...deeper]) => deeper),
    },
    '',
  )
}

const listOf = (value: PythonValue | undefined): readonly PythonValue[] => (Array.isArray(value) ? value : [])

/** Without entities, and with every run of blanks as one. */
function plain(text: string): string {
  return decode(text, { scope: 'strict' }).replace(/\s+/g, ' ').trim()
}
