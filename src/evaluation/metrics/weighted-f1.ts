import { classF1 } from './class-f1.js'

/** Mean of the F1 of the classes, each weighted by how many of `gold` are of it; in [0, 1]. */
export function weightedF1<Label>(gold: readonly Label[], predicted: readonly Label[]): number {
  const classes = [...classF1(gold, predicted).values()]
  return classes.reduce((sum, each) => sum + each.f1 * each.gold, 0) / gold.length
}
