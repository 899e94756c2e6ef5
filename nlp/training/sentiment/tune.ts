import { randomInteger, seededRandom } from '../../../src/recommender/random.js'
import { auc } from '../../../src/evaluation/metrics/auc.js'
import { devTexts, trainingTexts } from './data.js'
import { documentOf, LETTERS_BIT, weighed } from './documents.js'
import { featuresOf } from '../../sentiment/features.js'
import { fitNgrams } from './ngram-weights.js'
const all = await trainingTexts(process.argv[2])
const texts = all.filter(t => t.domain === 'movies' || t.domain === 'reviews')
const docs = texts.map(t => documentOf(t.text, []))
const dev = await devTexts(process.argv[2])
const dd = dev.map(t => documentOf(t.text, []))
const r = seededRandom(3)
const fold = texts.map(() => randomInteger(r, 3))
const neg = texts.filter(t => t.domain === 'reviews').reduce((s, t) => s + 1 - t.target, 0)
const pos = texts.filter(t => t.domain === 'reviews').reduce((s, t) => s + t.target, 0)
console.error(performance.now())
for (const spec of process.argv.slice(3)) {
  const [epochs, learningRate, regularization, letters, fewest] = spec.split(',').map(Number)
  const ex = texts.map((t, i) => ({ document: docs[i], target: t.target, positive: t.domain === 'movies' ? 1 : 3000 / pos, negative: t.domain === 'movies' ? 1 : 3000 / neg }))
  const fit = fitNgrams(ex.filter((_, i) => fold[i] !== 0 ), { epochs, learningRate, regularization, letters, fewest, seed: 1 })
  const look = (e: number) => (e >= LETTERS_BIT ? letters * fit.words[e - LETTERS_BIT] : fit.words[e])
  const acc = dev.filter((t, i) => featuresOf(weighed(dd[i], look))[1] > 0 === (t.gold === 'POSITIVE')).length / dev.length
  const s = texts.map((t, i) => (t.domain === 'reviews' && fold[i] === 0 && t.gold !== 'NEUTRAL' ? featuresOf(weighed(docs[i], look))[1] : NaN))
  const idx = [...s.keys()].filter(i => !Number.isNaN(s[i]))
  const tr = texts.map((t, i) => [t, i] as const).filter(([t, i]) => t.domain === 'movies' && fold[i] !== 0)
  const tacc = tr.filter(([t, i]) => featuresOf(weighed(docs[i], look))[1] > 0 === (t.gold === 'POSITIVE')).length / tr.length
  console.log(spec, 'dev', acc.toFixed(4), 'train', tacc.toFixed(4), 'auc', auc(Float64Array.from(idx, i => s[i]), idx.map(i => texts[i].gold === 'POSITIVE')).toFixed(4), (performance.now() / 1000).toFixed(0))
}
