/** What can be said of an aspect one way: words for "the vocals are …", and whole clauses. */
export interface Side {
  readonly adjectives: readonly string[]
  /** `$n` is the aspect's noun of this sentence; a clause starts small and has no end mark. */
  readonly clauses: readonly string[]
  /** Clauses of people who make or measure music. */
  readonly expert: readonly string[]
}

/** Phrases of one aspect. A noun that ends in `+` is plural, one that ends in `~` takes no article. */
export interface AspectBank {
  readonly nouns: readonly string[]
  readonly good: Side
  readonly bad: Side
  /** Neither praise nor blame. */
  readonly even: readonly string[]
}
