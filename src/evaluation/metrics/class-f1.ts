/** How well one class was told from the others. */
export interface ClassF1 {
  /** 2·hits / (gold + predicted): the harmonic mean of precision and recall; 0 without a hit. In [0, 1]. */
  readonly f1: number
  /** How many examples are of the class. */
  readonly gold: number
}

/**
 * F1 of each class that occurs in `gold` or in `predicted`.
 * @param gold,predicted of the same length
 * @see van Rijsbergen, Information Retrieval, 1979
 */
export function classF1<Label>(gold: readonly Label[], predicted: readonly Label[]): Map<Label, ClassF1> {
  const counts = new Map<Label, { gold: number; predicted: number; hits: number }>()
  const of = (label: Label) => {
    const known = counts.get(label) ?? { gold: 0, predicted: 0, hits: 0 }
    counts.set(label, known)
    return known
  }
  for (const [i, label] of gold.entries()) {
    of(label).gold++
    of(predicted[i]).predicted++
    if (label === predicted[i]) of(label).hits++
  }
  return new Map(
    [...counts].map(([label, { gold, predicted, hits }]) => [label, { f1: (2 * hits) / (gold + predicted), gold }]),
  )
}
