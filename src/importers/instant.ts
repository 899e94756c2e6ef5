const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/**
 * The instant that an ISO 8601 text with a zone names, to the millisecond. Null for any other text, and for a day that
 * is not in the calendar, which `Date` would move into the next month.
 */
export function instantOf(text: string): Date | null {
  const parts = INSTANT.exec(text)
  if (parts === null) return null
  const [, year, month, day] = parts.map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  const calendar = new Date(Date.UTC(year, month - 1, day))
  const date = new Date(text)
  return calendar.getUTCDate() === day && !Number.isNaN(date.getTime()) ? date : null
}
