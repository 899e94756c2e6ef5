import type { PlayLine } from './plays.js'
import { Random } from './random.js'
import type { ReviewPlan } from './reviews/plan.js'

/** Share of the bad reviews of played songs whose users went on playing them heavily. */
const SHARE = 0.2

/** Heavy plays with a bad review: some counts raised, so that there are conflicts for the product to find. */
export function addConflicts(plays: readonly PlayLine[], plans: readonly ReviewPlan[]): PlayLine[] {
  const random = new Random('conflicts')
  const panned = plans.filter(plan => plan.stars <= 2 && random.chance(SHARE))
  const keys = new Set(panned.map(plan => `${plan.user.id}\t${plan.song.song.id}`))
  return plays.map(play =>
    keys.has(`${play.userId}\t${play.songId}`) ? { ...play, count: play.count + random.int(40, 120) } : play,
  )
}
