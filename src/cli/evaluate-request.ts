import type { EvaluateOptions } from '../app.js'

export interface Flags {
  readonly protocol: EvaluateOptions['protocol']
  readonly from?: { format: string; path: string }
  readonly meta?: string
  readonly train?: string
  readonly test?: string
  readonly models?: string[]
  readonly core?: number
  readonly k?: number
  readonly seed?: number
  readonly diversity?: number
  readonly novelty?: number
  readonly rankings?: string
  readonly perUser?: string
  readonly minWords?: number
  readonly without?: { format: string; path: string }
  readonly split?: string
  readonly json?: boolean
}

type Flag = Exclude<keyof Flags, 'protocol' | 'json'>

/** How each flag is written. */
const WRITTEN: Readonly<Record<Flag, string>> = {
  from: '--from <format>:<path>',
  meta: '--meta <path>',
  train: '--train <csv>',
  test: '--test <csv>',
  models: '--models <names>',
  core: '--core <n>',
  k: '--k <n>',
  seed: '--seed <n>',
  diversity: '--diversity <share>',
  novelty: '--novelty <share>',
  rankings: '--rankings <tsv>',
  perUser: '--per-user <tsv>',
  minWords: '--min-words <n>',
  without: '--without <format>:<path>',
  split: '--split <name>',
}

const DEFAULT_K = 20
const DEFAULT_SEED = 1

interface Protocol {
  readonly needs: readonly Flag[]
  readonly takes: readonly Flag[]
  /** Metrics of the table that people read; --json has all. */
  readonly shown: readonly string[]
}

const RANKING = {
  takes: ['meta', 'models', 'k', 'seed', 'rankings', 'perUser', 'diversity', 'novelty'],
  shown: ['recall@20', 'ndcg@20', 'precision@20', 'map@500', 'coverage', 'gini', 'intraListSimilarity'],
} as const

/** Every protocol, with its flags. */
export const PROTOCOLS: Readonly<Record<EvaluateOptions['protocol'], Protocol>> = {
  'top-n-hash': { needs: ['from'], takes: [...RANKING.takes, 'core'], shown: RANKING.shown },
  'top-n-files': { needs: ['train', 'test'], takes: [...RANKING.takes, 'from'], shown: RANKING.shown },
  'cold-songs': { needs: ['from'], takes: ['meta', 'models', 'seed', 'rankings', 'core'], shown: ['auc'] },
  rating: {
    needs: ['from'],
    takes: ['meta', 'models', 'core', 'seed', 'rankings'],
    shown: ['mse', 'mseDiffLow', 'mseDiffHigh'],
  },
  'next-song': {
    needs: ['from'],
    takes: ['meta', 'models', 'core', 'k', 'seed', 'rankings'],
    shown: ['hit@20', 'mrr@20'],
  },
  sentiment: {
    needs: ['from'],
    takes: ['minWords', 'without'],
    shown: ['auc', 'macroF1', 'weightedF1', 'accuracy', 'spearman'],
  },
  aspects: {
    needs: ['from'],
    takes: ['split'],
    shown: ['tripletF1', 'tripletPrecision', 'tripletRecall', 'pairF1', 'aspectF1', 'opinionF1', 'canonicalAccuracy'],
  },
}

/** What the flags ask for; a text where they do not go together. */
export function requestOf(flags: Flags): EvaluateOptions | string {
  const { protocol, from, train, test, core } = flags
  const { needs, takes } = PROTOCOLS[protocol]
  if (needs.some(flag => flags[flag] === undefined)) {
    return `${protocol} needs ${needs.map(flag => WRITTEN[flag]).join(' and ')}`
  }
  const stray = (Object.keys(WRITTEN) as Flag[]).find(
    flag => flags[flag] !== undefined && !needs.includes(flag) && !takes.includes(flag),
  )
  if (stray !== undefined) return `${WRITTEN[stray]} is not for ${protocol}; it belongs to ${ownersOf(stray)}`
  if (flags.meta !== undefined && from === undefined) return '--meta belongs to --from'
  const { models = null, k = DEFAULT_K, seed = DEFAULT_SEED, rankings = null, perUser = null } = flags
  const ranking = { models, k, seed, rankings, perUser }
  const wishes = { diversity: flags.diversity ?? 0, novelty: flags.novelty ?? 0 }
  const source = from ? { ...from, meta: flags.meta ?? null } : null
  if (protocol === 'top-n-files') {
    if (train === undefined || test === undefined) return 'top-n-files needs --train and --test'
    return { protocol, from: source, train, test, ...ranking, wishes }
  }
  if (source === null || from === undefined) return `${protocol} needs --from`
  switch (protocol) {
    case 'top-n-hash':
      return { protocol, from: source, core: core ?? null, ...ranking, wishes }
    case 'cold-songs':
    case 'rating':
      return { protocol, from: source, core: core ?? null, models, seed, rankings }
    case 'next-song':
      return { protocol, from: source, core: core ?? null, models, k, seed, rankings }
    case 'sentiment':
      return { protocol, from, minWords: flags.minWords ?? 0, without: flags.without ?? null }
    case 'aspects':
      return { protocol, from, split: flags.split ?? null }
  }
}

function ownersOf(flag: Flag): string {
  return Object.entries(PROTOCOLS)
    .filter(([, { needs, takes }]) => needs.includes(flag) || takes.includes(flag))
    .map(([name]) => name)
    .join(', ')
}
