import { checkSong } from '../domain/input.js'
import type { SongRecord } from './importer.js'
import { tableFormat } from './table-format.js'

/** Songs of our own: the fields of `SongInput`. Of a repeated id the last line wins. */
export const songs = tableFormat<SongRecord>({
  name: 'songs',
  description: 'Songs: JSON lines or CSV',
  columns: {
    id: 'text',
    title: 'text',
    artist: 'text',
    album: 'text',
    year: 'number',
    genres: 'list',
    tags: 'list',
    durationSeconds: 'number',
    attributes: 'attributes',
  },
  required: ['id', 'title'],
  read: values => ({ kind: 'song', song: checkSong(values, ''), placeholder: false }),
  keyOf: ({ song }) => [song.id, ''],
})
