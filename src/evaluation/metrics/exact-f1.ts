/** Exact matches of sets, summed over texts (micro-averaged). */
export class ExactF1 {
  #gold = 0
  #predicted = 0
  #hits = 0

  /** Counts one text. */
  add(gold: ReadonlySet<string>, predicted: ReadonlySet<string>): void {
    this.#gold += gold.size
    this.#predicted += predicted.size
    for (const each of predicted) if (gold.has(each)) this.#hits++
  }

  /** Share of what was predicted that is right; 0 where nothing was. */
  get precision(): number {
    return this.#predicted === 0 ? 0 : this.#hits / this.#predicted
  }

  /** Share of what is there that was found; 0 where nothing is. */
  get recall(): number {
    return this.#gold === 0 ? 0 : this.#hits / this.#gold
  }

  /** 2·hits / (gold + predicted), in [0, 1]; 0 where both are empty. */
  get f1(): number {
    const all = this.#gold + this.#predicted
    return all === 0 ? 0 : (2 * this.#hits) / all
  }
}
