import { DOMAINS, type Domain, type TrainingText } from './data.js'

/** How much each domain counts. */
export type Shares = Readonly<Record<Domain, number>>

/** What a domain that counts 1 costs, as a part of the number of all texts: so much that a new domain takes nothing from the others. */
const UNIT = 1 / 6

/** What it costs to read a text wrongly as negative, and as positive. */
export interface Costs {
  readonly positive: number
  readonly negative: number
}

/**
 * Costs that make praise and blame count alike within each domain, and the domains count as `shares` says; their mean is
 * about 1/2 each. A text liked by t is t of a positive and 1 − t of a negative one.
 */
export function costsOf(texts: readonly TrainingText[], shares: Shares): Costs[] {
  const sums = new Map(DOMAINS.map(domain => [domain, { positive: 0, negative: 0 }]))
  for (const { domain, target } of texts) {
    const sum = sums.get(domain) ?? { positive: 0, negative: 0 }
    sum.positive += target
    sum.negative += 1 - target
  }
  return texts.map(({ domain, target }) => {
    const { positive = 1, negative = 1 } = sums.get(domain) ?? {}
    const share = (shares[domain] * texts.length * UNIT) / 2
    return { positive: (target * share) / positive, negative: ((1 - target) * share) / negative }
  })
}
