import type { User } from '../../domain/user.js'
import type { CatalogueCounts, Tables, UserCounts } from './schema.js'

const NOBODY: UserCounts = [0, 0, 0, 0, 0]
const NOTHING: CatalogueCounts = [0, 0, 0]

/** What is added to a user's counts; `taste`: whether there is one from now on. */
interface UserChange {
  readonly plays?: number
  readonly songs?: number
  readonly reviews?: number
  readonly tags?: number
  readonly taste?: boolean
}

/** Running counts of users and of the catalogue; all methods that change them are for use within a write. */
export class Counts {
  constructor(private readonly tables: Tables) {}

  user(id: string): User | null {
    const counts = this.tables.users.get(id)
    if (counts === undefined) return null
    const [playCount, songCount, reviewCount, tagCount] = counts
    return { id, playCount, songCount, reviewCount, tagCount }
  }

  catalogue(): CatalogueCounts {
    return this.tables.catalogueCounts.get('') ?? NOTHING
  }

  /** A user is there while any of the counts is above zero or there is a taste. */
  addToUser(id: string, { plays = 0, songs = 0, reviews = 0, tags = 0, taste }: UserChange): void {
    const { users } = this.tables
    const before = users.get(id)
    const old = before ?? NOBODY
    const tasteCount = taste === undefined ? old[4] : taste ? 1 : 0
    const counts: UserCounts = [old[0] + plays, old[1] + songs, old[2] + reviews, old[3] + tags, tasteCount]
    const exists = counts.some(count => count > 0)
    if (exists) users.put([id], counts)
    else users.remove(id)
    this.addToCatalogue({ users: Number(exists) - Number(before !== undefined), plays })
  }

  addToCatalogue({ songs = 0, users = 0, plays = 0 }): void {
    if (songs === 0 && users === 0 && plays === 0) return
    const counts = this.catalogue()
    this.tables.catalogueCounts.put([''], [counts[0] + songs, counts[1] + users, counts[2] + plays])
  }
}
