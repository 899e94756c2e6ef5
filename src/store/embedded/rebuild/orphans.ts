import type { Tables } from '../schema.js'
import { type Pass, without } from './pass.js'

/** Takes away what belongs to songs that are not there. */
export function orphans({ songs, plays, events, reviews, tags, songPlays, songReviews, songTags }: Tables): Pass[] {
  return [
    without(plays, ({ key }) => !songs.has(key[1])),
    without(events, ({ value: songId }) => !songs.has(songId)),
    without(reviews, ({ value }) => !songs.has(value.songId)),
    without(tags, ({ key, value }) => !songs.has(key[1]) || value.length === 0),
    without(songPlays, ({ key }) => !songs.has(key[0])),
    without(songReviews, ({ key }) => !songs.has(key[0])),
    without(songTags, ({ key }) => !songs.has(key[0])),
  ]
}
