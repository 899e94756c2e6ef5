import { createHash } from 'node:crypto'

/** Ids of the host application: any well-formed string of 1–256 UTF-16 units. */
export const ID_LENGTH = 256

/** The id of a user's review of a song: derived, so that there is one for each pair, on every store and after a repeat. */
export function reviewId(userId: string, songId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, songId]))
    .digest('base64url')
    .slice(0, 22)
}
