import { analyze } from '../../analyze.js'
import { auc } from '../../../src/evaluation/metrics/auc.js'
import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { spearman } from '../../../src/evaluation/metrics/spearman.js'
import { randomInteger, seededRandom } from '../../../src/recommender/random.js'
import { FEATURES, featuresOf } from '../../sentiment/features.js'
import { DOMAINS, devTexts, type Domain, type TrainingText, trainingTexts } from './data.js'
import { type Document, documentOf, LETTERS_BIT, weighed } from './documents.js'
import { fitLogistic, type Row } from './logistic.js'
import { type Example, fitNgrams } from './ngram-weights.js'

const FOLDS = 5
const SEED = 1
const NG = { epochs: Number(process.argv[3] ?? 5), learningRate: Number(process.argv[4] ?? 0.1), regularization: Number(process.argv[5] ?? 1e-5), letters: Number(process.argv[6] ?? 0.6), fewest: 2, seed: SEED }
const NGRAM_SHARES: Record<Domain, number> = { reviews: 1, 'short reviews': 0.7, movies: 1, sentences: 0.7, critics: 0.5 }
const LAST_SHARES: Record<Domain, number> = { reviews: 1, 'short reviews': 0.3, movies: 0.6, sentences: 0.4, critics: 0.4 }

const texts = await trainingTexts(process.argv[2])
const documents = texts.map(({ text }) => documentOf(text, analyze(text).opinions))
const dev = await devTexts(process.argv[2])
const devDocuments = dev.map(({ text }) => documentOf(text, analyze(text).opinions))
console.error('read', performance.now() / 1000)

function balanced(shares: Record<Domain, number>): { positive: number; negative: number }[] {
  const sums = new Map(DOMAINS.map(domain => [domain, { positive: 0, negative: 0 }]))
  for (const { domain, target } of texts) {
    const s = sums.get(domain)!
    s.positive += target
    s.negative += 1 - target
  }
  return texts.map(({ domain }) => {
    const { positive, negative } = sums.get(domain)!
    const w = (shares[domain] * texts.length) / 5 / 2
    return { positive: w / positive, negative: w / negative }
  })
}
const random = seededRandom(SEED)
const fold = texts.map(() => randomInteger(random, FOLDS))
const weights = balanced(NGRAM_SHARES)
const examples: Example[] = texts.map((t, i) => ({ document: documents[i], target: t.target, ...weights[i] }))
const lookup = (fit: ReturnType<typeof fitNgrams>) => (entry: number) =>
  entry >= LETTERS_BIT ? fit.letters * fit.words[entry - LETTERS_BIT] : fit.words[entry]
const features: Float64Array[] = []
for (let f = 0; f < FOLDS; f++) {
  const fit = lookup(fitNgrams(examples.filter((_, i) => fold[i] !== f), NG))
  documents.forEach((document, i) => {
    if (fold[i] === f) features[i] = featuresOf(weighed(document, fit))
  })
}
const full = lookup(fitNgrams(examples, NG))
const devFeatures = devDocuments.map(d => featuresOf(weighed(d, full)))
console.error('n-grams', performance.now() / 1000)
report('ngrams only', (x: Float64Array) => x[1])
report('sentence mean', (x: Float64Array) => x[2])
report('lexicon', (x: Float64Array) => x[6])
report('learnt', (x: Float64Array) => x[9])
report('aspects', (x: Float64Array) => x[10])
const last = balanced(LAST_SHARES)
for (const drop of [[], [8, 9], [5, 6, 7, 13], [10]]) {
  const mask = (x: Float64Array) => x.map((v, i) => (drop.includes(i) ? 0 : v))
  // leave-fold-out of the last layer as well
  const byFold = Array.from({ length: FOLDS }, (_, f) =>
    fitLogistic(
      features.flatMap((x, i): Row[] => (fold[i] === f ? [] : [{ features: mask(x), target: texts[i].target, ...last[i] }])),
      1,
    ),
  )
  const w = fitLogistic(features.map((x, i): Row => ({ features: mask(x), target: texts[i].target, ...last[i] })), 1)
  report(`last without ${drop}`, (x, i) => dot(i < 0 ? w : byFold[fold[i]], mask(x)))
  if (drop.length === 0) w.forEach((v, i) => console.log(FEATURES[i], v.toFixed(3)))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((s, v, i) => s + v * b[i], 0)
}
function report(name: string, score: (x: Float64Array, i: number) => number): void {
  const all = features.map((x, i) => score(x, i))
  const of = (domain: Domain) => [...texts.keys()].filter(i => texts[i].domain === domain)
  const a = (index: number[]) => {
    const d = index.filter(i => texts[i].gold !== 'NEUTRAL')
    return auc(Float64Array.from(d, i => all[i]), d.map(i => texts[i].gold === 'POSITIVE')).toFixed(4)
  }
  const critics = of('critics')
  const long = of('reviews').filter(i => texts[i].text.length > 450)
  const acc = dev.filter(({ gold }, i) => score(devFeatures[i], -1) > 0 === (gold === 'POSITIVE')).length / dev.length
  const movies = of('movies')
  const macc = movies.filter(i => all[i] > 0 === (texts[i].gold === 'POSITIVE')).length / movies.length
  const f1 = (index: number[]) => {
    let best = [0, 0, 0]
    for (let low = -4; low < 2; low += 0.1) for (let high = low + 0.1; high < 3; high += 0.1) {
      const f = macroF1(index.map(i => texts[i].gold), index.map(i => (all[i] <= low ? 'NEGATIVE' : all[i] < high ? 'NEUTRAL' : 'POSITIVE')))
      if (f > best[0]) best = [f, low, high]
    }
    return best.map(v => v.toFixed(3)).join('/')
  }
  console.log(name, 'reviews', a(of('reviews')), 'long', a(long), 'short', a(of('short reviews')), 'sstdev', acc.toFixed(4), 'sst cv', macc.toFixed(4), 'sentences', a(of('sentences')), 'critics', spearman(Float64Array.from(critics, i => all[i]), Float64Array.from(critics, i => texts[i].rating)).toFixed(3), name.startsWith('last without') ? f1(of('reviews')) : '')
}
export type { Document, TrainingText }
