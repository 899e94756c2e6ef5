import type { PlayLine } from './plays.js'
import { Random } from './random.js'
import type { ReviewPlan } from './reviews/plan.js'

/** Heavy plays with a bad review: the counts of such pairs raised, so that there are conflicts for the product to find. */
export function addConflicts(plays: readonly PlayLine[], plans: readonly ReviewPlan[]): PlayLine[] {
  const random = new Random('conflicts')
  const pairs = plans.filter(plan => plan.conflict).map(plan => pair(plan.user.id, plan.song.song.id))
  const keys = new Set(pairs)
  return plays.map(play =>
    keys.has(pair(play.userId, play.songId)) ? { ...play, count: play.count + random.int(40, 160) } : play,
  )
}

const pair = (userId: string, songId: string): string => `${userId}\t${songId}`
