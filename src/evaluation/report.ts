/** What `evaluate --json` prints. */
export interface EvaluationReport {
  readonly protocol: string
  readonly data: {
    /** Users with a held-out song, over whom the metrics are means. */
    readonly users: number
    /** Songs to rank. */
    readonly songs: number
    /** (user, song) pairs. */
    readonly train: number
    readonly test: number
  }
  /** Model name → metric key → value. */
  readonly models: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly seconds: number
  /** Of the process since its start. */
  readonly peakRssMb: number
}
