import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { analyze, analyzerVersion } from '../../nlp/analyze.js'
import { shippedLayer } from '../../nlp/sentiment/weights.js'
import { OperatorError, UnavailableError } from '../../src/domain/errors.js'
import { ownAnalyzer } from '../../src/services/own-analyzer.js'

/** All that is said, turned round. */
const turned = {
  readerVersion: analyzerVersion,
  weights: shippedLayer.weights.map(w => -w),
  classes: shippedLayer.classes,
}
const TEXT = 'The vocals are gorgeous.'
const scoreOf = async (analyzer: ReturnType<typeof ownAnalyzer>) => (await analyzer())(TEXT).sentiment.score
const shipped = analyze(TEXT).sentiment.score

test('the active layer counts from the next text on, and the shipped one where there is none', async () => {
  let active: { version: string; sentiment: typeof turned | null } | null = null
  const analyzer = ownAnalyzer(async () => active)
  expect(await scoreOf(analyzer)).toBe(shipped)
  active = { version: 'a', sentiment: turned }
  expect(await scoreOf(analyzer)).toBe(-shipped)
  expect(await analyzer()).toBe(await analyzer())
  active = { version: 'b', sentiment: null }
  expect(await scoreOf(analyzer)).toBe(shipped)
  expect((await analyzer())('').analyzerVersion).toBe(analyzerVersion)
})

test('a layer that weighs the features of another version of the reader means nothing here', async () => {
  const analyzer = ownAnalyzer(async () => ({ version: 'a', sentiment: { ...turned, readerVersion: 'reader-0' } }))
  expect(await scoreOf(analyzer)).toBe(shipped)
})

test('a model that cannot be read is no reason not to read a review; a store that does not answer is', async () => {
  expect(await scoreOf(ownAnalyzer(() => Promise.reject(new OperatorError('the file is gone'))))).toBe(shipped)
  const silent = ownAnalyzer(() => Promise.reject(new UnavailableError('no answer')))
  await expect(silent()).rejects.toThrow('no answer')
})

test('another lexicon is read with the same layer', async () => {
  const lexicon = readFileSync(new URL('../../nlp/data/lexicon.json', import.meta.url), 'utf8')
  const analyzer = ownAnalyzer(async () => ({ version: 'a', sentiment: turned }))
  const [own, same] = [await analyzer(), await analyzer(lexicon)]
  expect(same(TEXT)).toEqual(own(TEXT))
  expect((await analyzer(lexicon.replace(' gorgeous', '')))('').analyzerVersion).not.toBe(own('').analyzerVersion)
})
