import { OperatorError } from '../domain/errors.js'
import { amazonReviews } from './amazon-reviews.js'
import { audioscrobbler } from './audioscrobbler.js'
import type { Importer, ImportSource } from './importer.js'
import { lastfmHetrec } from './lastfm-hetrec.js'
import { msdSongs } from './msd-songs.js'
import { msdTriplets } from './msd-triplets.js'
import { plays } from './plays.js'
import { reviews } from './reviews.js'
import { songs } from './songs.js'
import { tags } from './tags.js'

/** Every format that can be imported, in the order a help text lists them. */
export const importers: readonly Importer[] = [
  lastfmHetrec,
  amazonReviews,
  msdTriplets,
  msdSongs,
  audioscrobbler,
  songs,
  plays,
  reviews,
  tags,
]

/** @throws OperatorError for an unknown name, with those there are */
export function importerNamed(name: string): Importer {
  const found = importers.find(each => each.name === name)
  if (found) return found
  throw new OperatorError(`no format is called ${name}; use one of ${importers.map(each => each.name).join(', ')}`)
}

/**
 * @param meta the side file; null to look for one beside `path`
 * @throws OperatorError for an unknown format, a path that is not what the format expects, or a `meta` it does not take
 */
export function openSource(format: string, path: string, meta: string | null): Promise<ImportSource> {
  const importer = importerNamed(format)
  if (meta !== null && !importer.takesMeta) {
    throw new OperatorError(`--meta ${meta}: the format ${format} has no side file; leave --meta out`)
  }
  return importer.open(path, meta)
}
