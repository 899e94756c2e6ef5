/**
 * Trains the sentiment model on the training sets that BENCHMARKS allows and writes nlp/data/sentiment*; prints, as
 * Markdown, how well texts left out of a fold were read, with and without the weights of sentences.
 * Run: npm run train:sentiment -- <folder of the public data>
 */
import { writeFileSync } from 'node:fs'
import { macroF1 } from '../../../src/evaluation/metrics/macro-f1.js'
import { randomInteger, seededRandom } from '../../../src/recommender/random.js'
import { legible } from '../../legible.js'
import { opinionsOf } from '../../opinions.js'
import { fitClasses } from '../../sentiment/classes.js'
import { FEATURES, featuresOf } from '../../sentiment/features.js'
import { fitLogistic } from '../../sentiment/logistic.js'
import { SENTENCE_WEIGHTS, type SentenceWeights } from '../../sentiment/reading.js'
import { readStates } from '../../sentiment/states.js'
import { tokenize } from '../../tokens.js'
import { costsOf, type Shares } from './costs.js'
import { type Domain, trainingTexts } from './data.js'
import { documentOf, weighed } from './documents.js'
import { type Example, fitNgrams, importanceOf } from './ngram-weights.js'
import { packedSteps, quantized } from './quantize.js'
import { fitStates } from './state-weights.js'
import { fitSteps, type StarredDocument } from './step-weights.js'
import { ablationTable, domainTable, reliabilityTable } from './tables.js'

const SEED = 1
const FOLDS = 3
/** Chosen on texts of left-out folds and on SST-2's dev part. */
const NGRAMS = { epochs: 6, cost: 0.3, letters: 0.7, fewest: 2, seed: SEED }
const NGRAM_SHARES: Shares = {
  reviews: 1,
  'short reviews': 0.7,
  'written reviews': 0.3,
  movies: 1,
  sentences: 0.7,
  critics: 0.5,
  'written critics': 0.5,
  'written messages': 0.5,
}
const LAYER_SHARES: Shares = {
  reviews: 1,
  'short reviews': 0.3,
  'written reviews': 0.2,
  movies: 0.6,
  sentences: 0.4,
  critics: 0.4,
  'written critics': 0.2,
  'written messages': 0.2,
}
const RIDGE = 1
const RULE = { at: FEATURES.indexOf('lexicon by rule'), value: 1 }
/** Judged by praise or blame, both equally many. */
const SENTENCES: readonly Domain[] = ['movies', 'sentences']
const EVEN: SentenceWeights = { first: 1, last: 1, unsure: 1, aspect: 1 }

const folder = process.argv[2]
if (folder === undefined) throw new Error('name the folder of the public data: npm run train:sentiment -- <folder>')
const texts = await trainingTexts(folder)
const random = seededRandom(SEED)
const folds = new Map<string, number>()
// What one person wrote lies in one fold: people repeat themselves.
const fold = texts.map(({ text, author }) => {
  const key = author ?? text
  const own = folds.get(key) ?? randomInteger(random, FOLDS)
  folds.set(key, own)
  return own
})
const read = texts.map(({ text }) => {
  const { tokens, sentences } = tokenize(legible(text))
  return opinionsOf(text, tokens, sentences)
})
progress('texts read')

const layerCosts = costsOf(texts, LAYER_SHARES)
const stateExamples = read.map(({ states }, i) => ({ states, ...layerCosts[i] }))
const stateModel = fitStates(stateExamples)
/** Of each text, by the model that never saw its fold. */
const leftOutStates = new Float64Array(texts.length)
for (let part = 0; part < FOLDS; part++) {
  const model = fitStates(stateExamples.filter((_, i) => fold[i] !== part))
  for (const [i, { states }] of read.entries()) if (fold[i] === part) leftOutStates[i] = readStates(states, model)
}
progress('states of the network')

const shipped = fitAll(SENTENCE_WEIGHTS)
const { weights: table, weightScale, importance, importanceScale } = quantized(shipped.ngrams)
const steps = packedSteps(shipped.steps)
const file = {
  weightScale,
  importanceScale,
  steps: { weightScale: steps.weightScale, importanceScale: steps.importanceScale },
  states: { bias: rounded(stateModel.bias), weights: stateModel.weights.map(rounded) },
  lastLayer: {
    weights: Object.fromEntries(FEATURES.map((name, i) => [name, rounded(shipped.layer.weights[i])])),
    classes: shipped.layer.classes,
  },
}
const data = new URL('../../../../nlp/data/', import.meta.url)
writeFileSync(new URL('sentiment-ngrams.bin', data), Buffer.concat([new Uint8Array(table.buffer), importance]))
writeFileSync(new URL('sentiment-steps.bin', data), steps.cells)
writeFileSync(new URL('sentiment.json', data), `${JSON.stringify(file, null, 2)}\n`)
process.stdout.write(`${reliabilityTable(texts, shipped)}\n\n`)
process.stdout.write(`${domainTable(texts, shipped)}\n\n`)
process.stdout.write(`${ablationTable(texts, { 'as shipped': shipped, 'all sentences alike': fitAll(EVEN) })}\n`)

/** The whole model, and how it reads each text when the text's fold was left out of all that was learnt. */
function fitAll(sentenceWeights: SentenceWeights) {
  const documents = texts.map(({ text }, i) => documentOf(text, read[i].opinions, sentenceWeights))
  const ngramCosts = costsOf(texts, NGRAM_SHARES)
  const examples = documents.map((document, i) => ({ document, ...texts[i], ...ngramCosts[i] }))
  const left: Float64Array[] = []
  const pure: Float64Array[] = []
  for (let part = 0; part < FOLDS; part++) {
    const { ngrams, steps } = learnt(examples.filter((_, i) => fold[i] !== part))
    documents.forEach((document, i) => {
      if (fold[i] !== part) return
      const readings = weighed(document, ngrams, steps)
      pure[i] = featuresOf(readings, leftOutStates[i], () => 0)
      left[i] = featuresOf(readings, leftOutStates[i])
    })
    progress(`fold ${part + 1} of ${FOLDS}`)
  }
  const rows = layerCosts.map((costs, i) => ({ features: pure[i], ...costs }))
  const byFold = Array.from({ length: FOLDS }, (_, part) =>
    fitLogistic(
      rows.filter((_, i) => fold[i] !== part),
      { ridge: RIDGE, fixed: RULE },
    ),
  )
  const raw = Float64Array.from(left, (features, i) => dot(byFold[fold[i]], features))
  const slope = slopeOf(raw)
  const logits = raw.map(logit => slope * logit)
  const reviews = [...texts.keys()].filter(i => texts[i].domain === 'reviews')
  const { shift, classes } = fitClasses(
    reviews.map(i => ({ gold: texts[i].gold, features: left[i], logit: logits[i] })),
    macroF1,
  )
  const several = FEATURES.indexOf('several sentences')
  const weights = fitLogistic(rows, { ridge: RIDGE, fixed: RULE }).map(weight => slope * weight)
  weights[several] += shift
  return {
    ...learnt(examples),
    layer: { weights: [...weights], classes },
    features: left,
    logits: logits.map((logit, i) => logit + shift * left[i][several]),
  }
}

/**
 * What logits of left-out texts are multiplied by to be those of a chance: the slope of a logistic regression without bias on
 * the sentences, of which praise and blame are equally many. Below 1 where the layer was too sure of texts it had not seen.
 */
function slopeOf(logits: Float64Array): number {
  const sentences = [...texts.keys()].filter(i => SENTENCES.includes(texts[i].domain))
  const rows = sentences.map(i => {
    const positive = texts[i].gold === 'POSITIVE' ? 1 : 0
    return { features: Float64Array.of(logits[i]), positive, negative: 1 - positive }
  })
  return fitLogistic(rows, { ridge: 0 })[0]
}

function learnt(examples: readonly (Example & StarredDocument)[]) {
  const importance = importanceOf(
    examples.map(({ document }) => document),
    NGRAMS,
  )
  return { ngrams: fitNgrams(examples, importance, NGRAMS), steps: fitSteps(examples, SEED) }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}

function progress(step: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0)} s: ${step}\n`)
}
