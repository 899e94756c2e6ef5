/** What `evaluate --json` prints. */
export interface EvaluationReport {
  readonly protocol: string
  readonly data: {
    /** Users with a held-out song, over whom the metrics are means; 0 where texts are judged. */
    readonly users: number
    /** Songs to rank; 0 where texts are judged. */
    readonly songs: number
    /** (user, song) pairs; of `test` the texts, where texts are judged. */
    readonly train: number
    readonly test: number
  }
  /** Model name → metric key → value. */
  readonly models: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly seconds: number
  /** Of the process since its start. */
  readonly peakRssMb: number
}

/** A report with the cost of the measurement. @param started by `performance.now()` */
export function reportOf(
  protocol: string,
  data: EvaluationReport['data'],
  models: EvaluationReport['models'],
  started: number,
): EvaluationReport {
  return {
    protocol,
    data,
    models,
    seconds: (performance.now() - started) / 1000,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  }
}

/** A report on the analyser as the product ships it. */
export function reportOfTexts(
  protocol: string,
  texts: number,
  metrics: Readonly<Record<string, number>>,
  started: number,
): EvaluationReport {
  return reportOf(protocol, { users: 0, songs: 0, train: 0, test: texts }, { shipped: metrics }, started)
}
