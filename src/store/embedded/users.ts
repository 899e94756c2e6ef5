import type { Erasure, User } from '../../domain/user.js'
import type { UserStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { EmbeddedKeptLists } from './kept-lists.js'
import type { EmbeddedPlays } from './plays.js'
import type { EmbeddedReviews } from './reviews.js'
import type { Tables } from './schema.js'
import type { EmbeddedTags } from './tags.js'
import type { EmbeddedTastes } from './tastes.js'

/** What is kept of users. */
interface Kept {
  readonly plays: EmbeddedPlays
  readonly reviews: EmbeddedReviews
  readonly tags: EmbeddedTags
  readonly tastes: EmbeddedTastes
  readonly keptLists: EmbeddedKeptLists
}

export class EmbeddedUsers implements UserStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
    private readonly kept: Kept,
  ) {}

  async get(id: string): Promise<User | null> {
    return this.counts.user(id)
  }

  erase(id: string): Promise<Erasure | null> {
    return this.environment.write(() => {
      const { users, events, changes, playLog } = this.tables
      const lists = this.kept.keptLists.removeUser(id)
      // Events without plays are there between the two halves of a restore.
      const [event] = events.range([id], { limit: 1 })
      if (!users.has(id) && event === undefined) return lists > 0 ? NOTHING : null
      const plays = this.kept.plays.removeUser(id)
      const reviewed = this.kept.reviews.removeUser(id)
      const tags = this.kept.tags.removeUser(id)
      const taste = this.kept.tastes.removeUser(id)
      changes.note(new Set([...reviewed, ...tags.songIds]))
      if (plays.songIds.length > 0) playLog.note(plays.songIds)
      return {
        playCount: plays.count,
        songCount: plays.songIds.length,
        reviewCount: reviewed.length,
        tagCount: tags.count,
        taste,
      }
    })
  }
}

const NOTHING: Erasure = { playCount: 0, songCount: 0, reviewCount: 0, tagCount: 0, taste: false }
