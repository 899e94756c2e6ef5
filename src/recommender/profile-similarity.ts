import type { AlsModel } from './cf/als.js'
import { dots } from './cf/dense.js'
import type { ContentModel } from './content.js'
import type { SimilarTo } from './diversity.js'
import type { SongBeliefs } from './song-beliefs.js'

/** What each part of two songs' profiles counts in their similarity. */
const WEIGHTS = { listening: 0.4, content: 0.4, aspects: 0.2 }

/** Fills the cosines of the song at a position with all songs, negative ones as they are. */
type Cosines = (position: number, out: Float32Array) => void
interface Part {
  readonly weight: number
  /** By position: whether anything is known of the song here. */
  readonly known: readonly boolean[]
  readonly cosines: Cosines
}

/**
 * How alike songs of a list are by their profiles: the weighted mean of the cosines (negative ones count 0) of their ALS
 * factors, of their tokens (1 for two songs of one artist), and of what reviews say of their aspects, over the parts in
 * which something is known of both; 0 where there is none.
 */
export function profileSimilarity({
  als,
  content,
}: {
  readonly als: AlsModel
  readonly content: ContentModel
}): (songs: Uint32Array, beliefs: SongBeliefs) => SimilarTo {
  const laidOut = new Float32Array(content.tokens.length)
  return (songs, beliefs) => {
    const parts: Part[] = [
      { weight: WEIGHTS.listening, ...denseCosines(factorRows(als, songs), als.factors) },
      { weight: WEIGHTS.content, ...contentCosines(content, songs, laidOut) },
      { weight: WEIGHTS.aspects, ...aspectCosines(songs, beliefs) },
    ]
    const cosines = new Float32Array(songs.length)
    const sums = new Float64Array(songs.length)
    const weights = new Float64Array(songs.length)
    return position => {
      sums.fill(0)
      weights.fill(0)
      for (const part of parts) {
        if (!part.known[position]) continue
        part.cosines(position, cosines)
        for (let i = 0; i < songs.length; i++) {
          if (!part.known[i]) continue
          weights[i] += part.weight
          if (cosines[i] > 0) sums[i] += part.weight * cosines[i]
        }
      }
      for (let i = 0; i < songs.length; i++) if (weights[i] > 0) sums[i] /= weights[i]
      return sums
    }
  }
}

function factorRows({ songFactors, factors }: AlsModel, songs: Uint32Array): Float32Array {
  const rows = new Float32Array(songs.length * factors)
  songs.forEach((song, i) => {
    rows.set(songFactors.subarray(song * factors, (song + 1) * factors), i * factors)
  })
  return rows
}

/** @param rows one of `width` numbers for each song; brought to length 1 */
function denseCosines(rows: Float32Array, width: number): Omit<Part, 'weight'> {
  const known = Array.from({ length: width === 0 ? 0 : rows.length / width }, (_, i) => {
    const row = rows.subarray(i * width, (i + 1) * width)
    const length = Math.hypot(...row)
    if (length > 0) for (let f = 0; f < width; f++) row[f] /= length
    return length > 0
  })
  const cosines: Cosines = (position, out) =>
    dots(rows, width, rows.subarray(position * width, (position + 1) * width), out)
  return { known, cosines }
}

/** @param laidOut as long as there are tokens, all 0 between calls */
function contentCosines(
  { rowStart, columns, values, artist }: ContentModel,
  songs: Uint32Array,
  laidOut: Float32Array,
): Omit<Part, 'weight'> {
  const known = Array.from(songs, song => rowStart[song + 1] > rowStart[song] || artist[song] >= 0)
  const cosines: Cosines = (position, out) => {
    const chosen = songs[position]
    for (let at = rowStart[chosen]; at < rowStart[chosen + 1]; at++) laidOut[columns[at]] = values[at]
    songs.forEach((song, i) => {
      let sum = 0
      for (let at = rowStart[song]; at < rowStart[song + 1]; at++) sum += laidOut[columns[at]] * values[at]
      out[i] = artist[song] >= 0 && artist[song] === artist[chosen] ? 1 : sum
    })
    for (let at = rowStart[chosen]; at < rowStart[chosen + 1]; at++) laidOut[columns[at]] = 0
  }
  return { known, cosines }
}

/** Of the shrunk polarities of the aspects that reviews speak of. */
function aspectCosines(songs: Uint32Array, beliefs: SongBeliefs): Omit<Part, 'weight'> {
  const columns = new Map<string, number>()
  const scores = Array.from(songs, song =>
    (beliefs.catalogue.reviewCount === 0 ? [] : beliefs.profile(song).aspects).map(({ aspect, score }) => {
      const column = columns.get(aspect) ?? columns.size
      columns.set(aspect, column)
      return { column, score }
    }),
  )
  const rows = new Float32Array(songs.length * columns.size)
  scores.forEach((aspects, i) => {
    for (const { column, score } of aspects) rows[i * columns.size + column] = score
  })
  return denseCosines(rows, columns.size)
}
