import { classF1 } from './class-f1.js'

/** Mean of the F1 of all classes that occur in `gold` or in `predicted`, a rare one counting as much as a frequent one. */
export function macroF1<Label>(gold: readonly Label[], predicted: readonly Label[]): number {
  const classes = [...classF1(gold, predicted).values()]
  return classes.reduce((sum, { f1 }) => sum + f1, 0) / classes.length
}
