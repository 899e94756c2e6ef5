import type { TagAssignment } from '../../domain/user.js'
import { compareText } from '../common/text-order.js'
import type { TagStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { Tables } from './schema.js'
import { stream } from './stream.js'

export class EmbeddedTags implements TagStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
  ) {}

  replace(userId: string, songId: string, tags: readonly string[]): Promise<boolean> {
    return this.environment.write(() => {
      if (!this.tables.songs.has(songId)) return false
      if (this.set(userId, songId, tags)) this.tables.changes.note([songId])
      return true
    })
  }

  addMany(assignments: readonly TagAssignment[]): Promise<('added' | 'unchanged' | 'unknownSong')[]> {
    return this.environment.write(() => {
      const changed = new Set<string>()
      const outcomes = assignments.map(({ userId, songId, tag }) => {
        if (!this.tables.songs.has(songId)) return 'unknownSong'
        if (!this.set(userId, songId, [...(this.tables.tags.get(userId, songId) ?? []), tag])) return 'unchanged'
        changed.add(songId)
        return 'added'
      })
      if (changed.size > 0) this.tables.changes.note(changed)
      return outcomes
    })
  }

  async ofUser(userId: string): Promise<TagAssignment[]> {
    return Array.from(this.tables.tags.range([userId])).flatMap(assignmentsOf)
  }

  async *all(): AsyncIterable<TagAssignment> {
    for await (const entry of stream(this.tables.tags)) yield* assignmentsOf(entry)
  }

  /** Takes the tags of all users from a song, without its own totals. For use within a write that removes the song. */
  removeSong(songId: string): void {
    const { tags, taggers } = this.tables
    for (const { key } of taggers.range([songId])) {
      const [, userId] = key
      this.counts.addToUser(userId, { tags: -(tags.get(userId, songId)?.length ?? 0) })
      tags.remove(userId, songId)
      taggers.remove(songId, userId)
    }
    this.tables.songTags.remove(songId)
  }

  /** Takes all tags of a user. For use within a write that erases them. @returns how many, and of which songs */
  removeUser(userId: string): { count: number; songIds: string[] } {
    const own = Array.from(this.tables.tags.range([userId]))
    for (const { key } of own) this.set(userId, key[1], [])
    return { count: own.reduce((sum, { value }) => sum + value.length, 0), songIds: own.map(({ key }) => key[1]) }
  }

  /** False if the tags are those that are there. */
  private set(userId: string, songId: string, given: readonly string[]): boolean {
    const { tags, taggers, songTags } = this.tables
    const before = new Set(tags.get(userId, songId))
    const after = new Set(given)
    if (before.size === after.size && given.every(tag => before.has(tag))) return false
    if (after.size === 0) {
      tags.remove(userId, songId)
      taggers.remove(songId, userId)
    } else {
      tags.put([userId, songId], [...after].sort(compareText))
      taggers.put([songId, userId], 1)
    }
    const users = new Map(songTags.get(songId))
    for (const tag of before) users.set(tag, (users.get(tag) ?? 0) - 1)
    for (const tag of after) users.set(tag, (users.get(tag) ?? 0) + 1)
    const left = [...users].filter(([, count]) => count > 0)
    if (left.length > 0) songTags.put([songId], left)
    else songTags.remove(songId)
    this.counts.addToUser(userId, { tags: after.size - before.size })
    return true
  }
}

function assignmentsOf({
  key: [userId, songId],
  value: tags,
}: {
  key: [userId: string, songId: string]
  value: readonly string[]
}): TagAssignment[] {
  return tags.map(tag => ({ userId, songId, tag }))
}
