import { OperatorError } from '../../domain/errors.js'
import type { AnnotatedText, Place, Triplet } from '../../domain/labelled-text.js'
import type { Opinion } from '../../domain/review.js'
import { ExactF1 } from '../metrics/exact-f1.js'

/**
 * Exact-match F1 over all texts: `tripletF1` (both spans and the label), `pairF1` (both spans), `aspectF1` and
 * `opinionF1` (distinct spans), with `tripletPrecision` and `tripletRecall`. Where the data name canonical aspects also
 * `canonicalAccuracy`: of the marked aspect spans that were found, the share that got the right name.
 * @param opinions of each text, in their order
 * @throws OperatorError without a text
 */
export function aspectMetrics(
  texts: readonly AnnotatedText[],
  opinions: readonly (readonly Opinion[])[],
): Record<string, number> {
  if (texts.length === 0) throw new OperatorError('no sentence of these data is left to judge by; check --split')
  const triplet = new ExactF1()
  const pair = new ExactF1()
  const aspect = new ExactF1()
  const opinion = new ExactF1()
  const names = { right: 0, all: 0 }
  for (const [i, { triplets }] of texts.entries()) {
    triplet.add(setOf(triplets, tripletKey), setOf(opinions[i], tripletKey))
    pair.add(setOf(triplets, pairKey), setOf(opinions[i], pairKey))
    aspect.add(
      setOf(triplets, each => key(each.aspect)),
      setOf(opinions[i], each => key(each.aspect)),
    )
    opinion.add(
      setOf(triplets, each => key(each.opinion)),
      setOf(opinions[i], each => key(each.opinion)),
    )
    countNames(triplets, opinions[i], names)
  }
  return {
    tripletF1: triplet.f1,
    tripletPrecision: triplet.precision,
    tripletRecall: triplet.recall,
    pairF1: pair.f1,
    aspectF1: aspect.f1,
    opinionF1: opinion.f1,
    ...(names.all > 0 && { canonicalAccuracy: names.right / names.all }),
  }
}

function countNames(
  triplets: readonly Triplet[],
  opinions: readonly Opinion[],
  names: { right: number; all: number },
): void {
  const found = new Map(opinions.map(({ aspect, canonicalAspect }) => [key(aspect), canonicalAspect]))
  const marked = new Map(triplets.map(({ aspect, canonicalAspect }) => [key(aspect), canonicalAspect]))
  for (const [span, name] of marked) {
    if (name === undefined || !found.has(span)) continue
    names.all++
    if (found.get(span) === name) names.right++
  }
}

type Marked = Pick<Triplet, 'aspect' | 'opinion' | 'label'>

function setOf<Each>(each: readonly Each[], keyOf: (each: Each) => string): Set<string> {
  return new Set(each.map(keyOf))
}

function key({ start, end }: Place): string {
  return `${start}-${end}`
}

function pairKey({ aspect, opinion }: Marked): string {
  return `${key(aspect)} ${key(opinion)}`
}

function tripletKey(marked: Marked): string {
  return `${pairKey(marked)} ${marked.label}`
}
