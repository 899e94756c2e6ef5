import type { Rated } from './rated-texts.js'

export interface RatedWord {
  readonly word: string
  /** Σ over sources of the log-odds divided by the root of the Σ of their variances; > 0 where the word praises. */
  readonly z: number
  /** Texts of all sources that hold it. */
  readonly texts: number
  /** z within each source; 0 where it does not occur. */
  readonly bySource: readonly number[]
}

/** Pseudo-texts of the prior: a word is held to be as frequent on both sides until this many texts say otherwise. */
const PRIOR_TEXTS = 500

/**
 * How much likelier a word is in praise than in blame, in standard deviations: log-odds with an informative Dirichlet prior, the
 * prior being the word's share in both sides together. A word counts once a text. A source with one side only tells nothing.
 * @returns every word, most praising first, ties by word; none that every text of each of its sources holds
 * @see Monroe, Colaresi, Quinn, Political Analysis 16(4), 2008, eq. 15, 16, 22; differs: texts that hold the word are counted,
 *   not occurrences, and sources (whose base rates differ) are added as independent estimates
 */
export function ratedWords(sources: readonly (readonly Rated[])[]): RatedWord[] {
  const found = new Map<string, { sum: number; variance: number; texts: number; bySource: number[] }>()
  for (const [i, source] of sources.entries()) {
    for (const [word, { praise, blame, delta, variance }] of logOdds(source)) {
      const all = found.get(word) ?? { sum: 0, variance: 0, texts: 0, bySource: sources.map(() => 0) }
      found.set(word, all)
      all.sum += delta / variance
      all.variance += 1 / variance
      all.texts += praise + blame
      all.bySource[i] = delta / Math.sqrt(variance)
    }
  }
  return [...found]
    .map(([word, { sum, variance, texts, bySource }]) => ({ word, z: sum / Math.sqrt(variance), texts, bySource }))
    .sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1))
}

interface Odds {
  readonly praise: number
  readonly blame: number
  readonly delta: number
  readonly variance: number
}

function logOdds(source: readonly Rated[]): Map<string, Odds> {
  const counts = new Map<string, { praise: number; blame: number }>()
  const totals = { praise: 0, blame: 0 }
  for (const { text, praise } of source) {
    const side = praise ? 'praise' : 'blame'
    totals[side]++
    for (const word of wordsOf(text)) {
      const count = counts.get(word) ?? { praise: 0, blame: 0 }
      counts.set(word, count)
      count[side]++
    }
  }
  const odds = new Map<string, Odds>()
  if (totals.praise === 0 || totals.blame === 0) return odds
  for (const [word, { praise, blame }] of counts) {
    // A word of every text tells nothing, and its odds are infinite.
    if (praise + blame === totals.praise + totals.blame) continue
    const prior = (PRIOR_TEXTS * (praise + blame)) / (totals.praise + totals.blame)
    const side = (count: number, total: number) => Math.log((count + prior) / (total + PRIOR_TEXTS - count - prior))
    const delta = side(praise, totals.praise) - side(blame, totals.blame)
    odds.set(word, { praise, blame, delta, variance: 1 / (praise + prior) + 1 / (blame + prior) })
  }
  return odds
}

/** Distinct words in lower case, hyphens and apostrophes inside kept; a word after a negator is left out. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? []
  return new Set(words.filter((_, i) => !/^(not|no|never|without)$|n['’]t$/.test(words[i - 1] ?? '')))
}
