import { describe, expect, test } from '@jest/globals'
import { makeCatalogue } from '../../seeds/catalogue.js'
import { makePlays } from '../../seeds/plays.js'
import { MOST_REPEATS } from '../../seeds/reviews/compose.js'
import { countWords, sentences } from '../../seeds/reviews/grammar.js'
import { planReviews } from '../../seeds/reviews/plan.js'
import { makeUsers } from '../../seeds/users.js'
import { PLAYS, REVIEWS } from './data.js'

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]

const share = (pattern: RegExp): number => REVIEWS.filter(review => pattern.test(review.text)).length / REVIEWS.length

describe('reviews', () => {
  test('no sentence is said more than 5 times over all of them', () => {
    const said = new Map<string, number>()
    for (const { text } of REVIEWS)
      for (const sentence of sentences(text)) said.set(sentence, (said.get(sentence) ?? 0) + 1)
    expect(MOST_REPEATS).toBeLessThanOrEqual(5)
    expect(Math.max(...said.values())).toBeLessThanOrEqual(MOST_REPEATS)
    const counts = [...said.values()]
    const once = counts.filter(count => count === 1).length
    expect(once / counts.length).toBeGreaterThan(0.8)
  })

  test('no text is there twice', () => {
    expect(new Set(REVIEWS.map(review => review.text.toLowerCase())).size).toBe(REVIEWS.length)
  })

  test('lengths run from a few words to more than 200', () => {
    const words = REVIEWS.map(review => countWords(review.text))
    expect(quantile(words, 0.05)).toBeLessThanOrEqual(10)
    expect(quantile(words, 0.5)).toBeGreaterThanOrEqual(35)
    expect(quantile(words, 0.5)).toBeLessThanOrEqual(55)
    expect(quantile(words, 0.9)).toBeGreaterThanOrEqual(80)
    expect(quantile(words, 1)).toBeGreaterThan(200)
  })

  test('ratings use every half star and are mostly, not always, given', () => {
    const rated = REVIEWS.flatMap(review => review.rating ?? [])
    expect(new Set(rated).size).toBe(10)
    expect(rated.length / REVIEWS.length).toBeGreaterThan(0.85)
    expect(rated.length).toBeLessThan(REVIEWS.length)
    const low = rated.filter(stars => stars <= 2.5).length / rated.length
    const middle = rated.filter(stars => stars === 3 || stars === 3.5).length / rated.length
    expect(low).toBeGreaterThan(0.12)
    expect(middle).toBeGreaterThan(0.12)
  })

  test('different people wrote them', () => {
    expect(share(/^[^A-Z]+$/)).toBeGreaterThan(0.06)
    expect(share(/\p{Extended_Pictographic}/u)).toBeGreaterThan(0.05)
    expect(share(/\b(not|no|never|none|nothing|cannot|\w+n['’]t)\b/i)).toBeGreaterThan(0.4)
    expect(share(/\b(but|though|yet|although|while|however)\b/i)).toBeGreaterThan(0.25)
    expect(share(/\.\.\./)).toBeGreaterThan(0.08)
    expect(share(/!/)).toBeGreaterThan(0.15)
    expect(share(/\n\n/)).toBeGreaterThan(0.02)
  })

  test('what a review has to say of an aspect follows the quality hidden in the song', () => {
    const [users, songs] = [makeUsers(), makeCatalogue()]
    const opinions = planReviews(users, songs, makePlays(users, songs)).flatMap(plan =>
      plan.aspects.map(({ aspect, tone }) => ({ tone, quality: plan.song.latent.aspects[aspect] ?? Number.NaN })),
    )
    // Seen with an error of .1 and cut at .12: from .4 on it takes an error of 2.8 standard deviations to say otherwise.
    const clear = opinions.filter(({ quality }) => Math.abs(quality) >= 0.4)
    const right = clear.filter(({ tone, quality }) => tone === (quality > 0 ? 'good' : 'bad'))
    expect(clear.length).toBeGreaterThan(5_000)
    expect(right.length / clear.length).toBeGreaterThan(0.98)
  })

  test('some songs are played heavily and panned by the same user', () => {
    const count = new Map(PLAYS.map(play => [`${play.userId}\t${play.songId}`, play.count]))
    const conflicts = REVIEWS.filter(
      review => (review.rating ?? 5) <= 2 && (count.get(`${review.userId}\t${review.songId}`) ?? 0) >= 40,
    )
    expect(conflicts.length).toBeGreaterThanOrEqual(25)
  })
})
