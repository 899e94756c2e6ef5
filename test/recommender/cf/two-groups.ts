import { type InteractionMatrix, interactionMatrix } from '../../../src/recommender/interactions.js'

/** The song that user 0 would play next, as all others of the group have. */
export const WITHHELD = 5

/**
 * Two groups of disjoint tastes: users 0–9 play songs 0–5, users 10–29 play songs 6–11, each all six of them; but user
 * 0 has not played song 5. The second group is larger, so that its songs are the more popular.
 */
export function twoGroups(): InteractionMatrix {
  const pairs = Array.from({ length: 30 }, (_, user) => user).flatMap(user =>
    [0, 1, 2, 3, 4, 5].map(song => ({ user, song: song + (user < 10 ? 0 : 6) })),
  )
  const played = pairs.filter(({ user, song }) => user !== 0 || song !== WITHHELD)
  return interactionMatrix(
    30,
    12,
    played.map(({ user }) => user),
    played.map(({ song }) => song),
    played.map(({ user, song }) => 1 + ((user * 7 + song * 3) % 5)),
  )
}
