import type { TagAssignment } from '../../domain/user.js'
import type { TagStore } from '../ports.js'
import { explained } from './errors.js'
import { pairKey, pairsOf } from './keys.js'
import type { Bodies, Tables } from './schema.js'
import { stream } from './stream.js'
import { setTags } from './tag-parts.js'
import { loadCatalogue, type Unit } from './unit.js'
import type { Writer } from './writer.js'

export class MongoTags implements TagStore {
  constructor(
    private readonly writer: Writer,
    private readonly tables: Tables,
  ) {}

  replace(userId: string, songId: string, tags: readonly string[]): Promise<boolean> {
    return this.writer.write({
      load: unit => loadTags(unit, [{ userId, songId }]),
      apply(unit) {
        if (unit.get('songs', songId) === null) return false
        setTags(unit, userId, songId, tags)
        return true
      },
    })
  }

  addMany(assignments: readonly TagAssignment[]): Promise<('added' | 'unchanged' | 'unknownSong')[]> {
    return this.writer.write({
      weight: assignments.length,
      load: unit => loadTags(unit, assignments),
      apply: unit =>
        assignments.map(({ userId, songId, tag }) => {
          if (unit.get('songs', songId) === null) return 'unknownSong'
          const before = unit.get('tags', pairKey(userId, songId))?.tags ?? []
          return setTags(unit, userId, songId, [...before, tag]) ? 'added' : 'unchanged'
        }),
    })
  }

  async ofUser(userId: string): Promise<TagAssignment[]> {
    try {
      const found = await this.tables.tags
        .find({ _id: pairsOf(userId) })
        .sort({ _id: 1 })
        .lean()
      return found.filter(each => each.goneAt === undefined).flatMap(assignmentsOf)
    } catch (error) {
      throw explained(error)
    }
  }

  async *all(): AsyncIterable<TagAssignment> {
    for await (const body of stream(this.tables, 'tags')) yield* assignmentsOf(body)
  }
}

function loadTags(unit: Unit, pairs: readonly { readonly userId: string; readonly songId: string }[]) {
  return Promise.all([
    unit.load(
      'tags',
      pairs.map(({ userId, songId }) => pairKey(userId, songId)),
    ),
    unit.load(
      'songs',
      pairs.map(({ songId }) => songId),
    ),
    unit.load(
      'users',
      pairs.map(({ userId }) => userId),
    ),
    loadCatalogue(unit),
  ])
}

function assignmentsOf({ userId, songId, tags }: Bodies['tags']): TagAssignment[] {
  return tags.map(tag => ({ userId, songId, tag }))
}
