import { barChart, whole } from './print.js'

interface YearCount {
  readonly year: number
  readonly count: number
}

/** A line of the chart: the songs of some years that follow one another. */
export interface Period {
  /** `1999`, or the first and the last year. */
  readonly label: string
  /** 0 for a gap. */
  readonly count: number
}

/** A century year by year still reads well; of a longer time, years are put together. */
const MAX_LINES = 100
const STEPS = [1, 5, 10, 25, 50, 100]

/** @param columns of the terminal */
export function yearChart(perYear: readonly YearCount[], columns: number): string[] {
  return barChart(
    periods(perYear).map(({ label, count }) => ({ label, value: count, text: whole(count) })),
    columns,
  )
}

/**
 * The years from the first to the last with songs, in as short steps as fit `MAX_LINES`. Two and more steps without songs
 * are one gap however long they are, so that a single stray year does not squeeze the others.
 * @param perYear by year, each once, counts above 0
 */
export function periods(perYear: readonly YearCount[]): Period[] {
  let found: Period[] = []
  for (const step of STEPS) {
    found = inSteps(perYear, step)
    if (found.length <= MAX_LINES) break
  }
  return found
}

function inSteps(perYear: readonly YearCount[], step: number): Period[] {
  const counts = new Map<number, number>()
  for (const { year, count } of perYear) {
    const start = Math.floor(year / step) * step
    counts.set(start, (counts.get(start) ?? 0) + count)
  }
  const found: Period[] = []
  let next: number | null = null
  for (const [start, count] of counts) {
    if (next !== null && next < start) found.push({ label: range(next, start - 1), count: 0 })
    found.push({ label: range(start, start + step - 1), count })
    next = start + step
  }
  return found
}

function range(first: number, last: number): string {
  return first === last ? `${first}` : `${Math.max(1, first)}–${last}`
}
