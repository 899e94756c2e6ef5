/** Share of examples whose class was predicted; in [0, 1]. At least one example. */
export function accuracy<Label>(gold: readonly Label[], predicted: readonly Label[]): number {
  return gold.filter((label, i) => label === predicted[i]).length / gold.length
}
