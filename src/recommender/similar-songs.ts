import { type ItemKnnModel, itemKnnScorer, songCosines } from './cf/item-knn.js'
import type { ContentModel } from './content.js'
import type { FittedModels } from './fit.js'
import { tokenCosine, tokenScorer } from './song-tokens.js'
import { topK } from './top.js'

/** How alike two songs are, by who plays them and by what they are. */
export interface Similarity {
  /** Song index. */
  readonly song: number
  /** listening · LISTENING_WEIGHT + content · (1 − LISTENING_WEIGHT), in [0, 1]. */
  readonly score: number
  /** Cosine of the songs' columns of ln(1 + plays), in [0, 1]. */
  readonly listening: number
  /** Cosine of the songs' tokens, in [0, 1]. */
  readonly content: number
}

/** Shares of the two in the score: a song nobody plays yet is still like others by content. */
export const LISTENING_WEIGHT = 0.6
/** Heads of the two rankings that are compared in full. */
const HEAD = 200

/** Scores how alike a song is to each of others, as `Similarity` does. */
export function songsAlike(
  itemKnn: ItemKnnModel,
  content: ContentModel,
): (song: number, others: Uint32Array) => Float64Array {
  const cosines = songCosines(itemKnn)
  return (song, others) =>
    cosines(song, others).map(
      (listening, i) => LISTENING_WEIGHT * listening + (1 - LISTENING_WEIGHT) * tokenCosine(content, song, others[i]),
    )
}

/** Finds the songs most like one, best first, some hundreds at most; equal scores by index. */
export function similarSongs(models: FittedModels): (song: number) => Similarity[] {
  const cosines = songCosines(models.itemKnn)
  const scorers = [itemKnnScorer(models.itemKnn), tokenScorer(models.content)]
  return song => {
    const alone = { songs: Uint32Array.of(song), values: Float32Array.of(1) }
    const heads = scorers.flatMap(scorer => [...topK(scorer.score(alone), HEAD, other => other === song)])
    const others = [...new Set(heads)]
    const listening = cosines(song, others)
    return others
      .map((other, i) => {
        const alike = { listening: listening[i], content: tokenCosine(models.content, song, other) }
        return {
          song: other,
          score: LISTENING_WEIGHT * alike.listening + (1 - LISTENING_WEIGHT) * alike.content,
          ...alike,
        }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.song - b.song)
  }
}
