import { checkTags } from '../domain/input.js'
import type { TagsRecord } from './importer.js'
import { tableFormat } from './table-format.js'

/** Users' tags of songs: userId, songId, tags. They are added to those that are there. */
export const tags = tableFormat<TagsRecord>({
  name: 'tags',
  description: "Users' tags of known songs: JSON lines or CSV",
  columns: { userId: 'text', songId: 'text', tags: 'list' },
  required: ['userId', 'songId', 'tags'],
  read: values => ({ kind: 'tags', tags: checkTags(values) }),
  keyOf: null,
})
