import { checkPlay } from '../domain/input.js'
import type { PlayRecord } from './importer.js'
import { tableFormat } from './table-format.js'

/** Plays of our own: the fields of `PlayInput`. */
export const plays = tableFormat<PlayRecord>({
  name: 'plays',
  description: 'Plays of known songs: JSON lines or CSV',
  columns: { userId: 'text', songId: 'text', count: 'number', playedAt: 'instant', eventId: 'text' },
  required: ['userId', 'songId'],
  read: values => ({ kind: 'play', play: checkPlay(values, '') }),
  keyOf: null,
})
