/** How likely each habit is; all in [0, 1]. Every user of a register deviates from them a little. */
export interface Habits {
  /** Writes whole reviews in small letters. */
  readonly lowercase: number
  /** Misspells a word. */
  readonly typo: number
  readonly exclaim: number
  readonly ellipsis: number
  /** Ends a review with one. */
  readonly emoji: number
  /** Leaves out an article (ESL). */
  readonly dropArticle: number
  /** Starts a new paragraph in a long review. */
  readonly paragraph: number
  /** Has a keyboard that types ’ for '. */
  readonly curly: number
}

export interface BySentiment {
  readonly good: readonly string[]
  readonly even: readonly string[]
  readonly bad: readonly string[]
}

/** How people of one register talk. Templates as in `grammar.ts`. */
export interface Voice {
  /** Median length in words. */
  readonly words: number
  readonly habits: Habits
  /** Share of clauses taken from the experts' phrases. */
  readonly expert: number
  /** Adjectives of their own, fit for any aspect. */
  readonly adjectives: { readonly good: readonly string[]; readonly bad: readonly string[] }
  /** Clauses about `$n` with `$adj`, of the side's adjectives; `$plain` is one of the aspect's own. */
  readonly frames: { readonly good: readonly string[]; readonly bad: readonly string[] }
  /** Sentences about how they met the song; no verdict. */
  readonly openers: readonly string[]
  /** Sentences beside the point, tinted by the verdict; `any` by none. */
  readonly asides: BySentiment & { readonly any: readonly string[] }
  /** Last words. */
  readonly verdicts: BySentiment
  /** Whole reviews of a few words. */
  readonly oneLiners: BySentiment
  /** Sentences of two opposed clauses: `$a` and `$b` in either order, or `$good` and `$bad`. */
  readonly turns: readonly string[]
}
