import { aspectMatch } from './affinity.js'
import type { SeedSong } from './catalogue.js'
import { type AspectName, TRAITS } from './genres.js'
import { type PlayLine, songsPlayed } from './plays.js'
import { Random } from './random.js'
import type { SeedUser } from './users.js'

/** A line of tags.jsonl. */
export interface TagLine {
  readonly userId: string
  readonly songId: string
  readonly tags: readonly string[]
}

/** Users who tag, and the share of their songs that they tag. */
const TAGGERS = 0.4
const TAGGED = 0.25

/** Tags for what stands out; said only where the song's quality deserves it. */
const PRAISE: Readonly<Record<AspectName, string>> = {
  vocals: 'great voice',
  lyrics: 'great lyrics',
  melody: 'earworm',
  production: 'well produced',
  mix: 'headphones',
  drums: 'great drums',
  guitar: 'great guitar',
  bass: 'bassline',
  keyboards: 'piano and synths',
  arrangement: 'builds up',
  mood: 'atmospheric',
  originality: 'one of a kind',
}

/** Tags by users: the genre's, the song's own, or praise of the aspect that they listen for. */
export function makeTags(
  users: readonly SeedUser[],
  songs: readonly SeedSong[],
  plays: readonly PlayLine[],
): TagLine[] {
  const played = songsPlayed(plays, songs)
  return users.flatMap(user => {
    const random = new Random(`tags:${user.id}`)
    if (!random.chance(TAGGERS)) return []
    return (played.get(user.id) ?? [])
      .filter(() => random.chance(TAGGED))
      .map(song => ({ userId: user.id, songId: song.song.id, tags: tagsOf(user, song, random) }))
  })
}

function tagsOf(user: SeedUser, song: SeedSong, random: Random): string[] {
  const tags = new Set([random.pick([...song.song.tags, ...TRAITS[song.genre].tags, song.genre])])
  const praised = Object.entries(song.latent.aspects)
    .filter(([aspect, quality]) => quality > 0.35 && user.latent.aspects[aspect as AspectName] > 0.1)
    .map(([aspect]) => PRAISE[aspect as AspectName])
  if (praised.length > 0) tags.add(random.pick(praised))
  if (aspectMatch(user, song) > 0.45) tags.add('favourite')
  return [...tags]
}
