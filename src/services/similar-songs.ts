import { NotFoundError } from '../domain/errors.js'
import { checkFirst, checkId } from '../domain/input.js'
import type { Reason, SimilarSong } from '../domain/recommendation.js'
import type { Song } from '../domain/song.js'
import { sharedTokens } from '../recommender/content.js'
import { tokensOf } from '../recommender/content-tokens.js'
import { LISTENING_WEIGHT } from '../recommender/similar-songs.js'
import { tokenProfile } from '../recommender/song-tokens.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import type { RecommendationService } from './services.js'
import { tokenPhrase } from './token-phrase.js'

/** Shared tokens that a sentence names. */
const NAMED_TOKENS = 3

interface Dependencies {
  readonly view: CatalogueView
  readonly model: () => Promise<ServedModel | null>
}

export function similarSongsService({ view, model }: Dependencies): RecommendationService['similarSongs'] {
  return async (songId, first) => {
    checkId(songId, 'songId')
    checkFirst(first)
    await view.refresh()
    const served = await model()
    const song = view.song(songId)
    if (!song) throw new NotFoundError('song', songId)
    const at = served?.index.get(songId)
    return served && at !== undefined ? byModel(served, song, at, first, view) : byContent(song, first, view)
  }
}

function byModel(served: ServedModel, song: Song, at: number, first: number, view: CatalogueView): SimilarSong[] {
  const alone = { songs: Uint32Array.of(at), values: Float32Array.of(1) }
  const profile = tokenProfile(served.models.content, alone)
  return served
    .similar(at)
    .flatMap(alike => {
      // Removed since the training.
      const found = view.song(served.songIds[alike.song])
      return found ? [{ ...alike, found }] : []
    })
    .slice(0, first)
    .map(({ song: other, found, score, listening, content }) => {
      const shared = sharedTokens(served.models.content, profile, other).slice(0, NAMED_TOKENS)
      const reasons: Reason[] = []
      const tell = (kind: Reason['kind'], text: string, contribution: number) => {
        if (contribution > 0) reasons.push({ kind, text, contribution, aspect: null, song, quote: null })
      }
      tell('SIMILAR_LISTENERS', `Those who play “${song.title}” also play this.`, LISTENING_WEIGHT * listening)
      tell('CONTENT', `Both are ${tokenPhrase(shared, song)}.`, (1 - LISTENING_WEIGHT) * content)
      return { song: found, score, reasons: reasons.sort((a, b) => b.contribution - a.contribution) }
    })
}

/** For a song that no model knows: Jaccard index of what the two songs are, in [0, 1]. */
function byContent(song: Song, first: number, view: CatalogueView): SimilarSong[] {
  const ours = tokensOf(song)
  const alike: SimilarSong[] = []
  for (const id of view.ids()) {
    const other = view.song(id)
    if (!other || id === song.id) continue
    const theirs = tokensOf(other)
    const shared = [...ours.keys()].filter(trait => theirs.has(trait))
    if (shared.length === 0) continue
    const score = shared.length / (ours.size + theirs.size - shared.length)
    const text = `Both are ${tokenPhrase(shared.slice(0, NAMED_TOKENS), song)}.`
    alike.push({
      song: other,
      score,
      reasons: [{ kind: 'CONTENT', text, contribution: score, aspect: null, song, quote: null }],
    })
  }
  return alike.sort((a, b) => b.score - a.score || (a.song.id < b.song.id ? -1 : 1)).slice(0, first)
}
