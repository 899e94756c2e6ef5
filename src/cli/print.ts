/** Prints one JSON document: all that stdout gets under --json. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Text of the data without control characters, which a terminal would obey. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' ')
}

/** `Title – Artist`. */
export function songName({ title, artist }: { title: string; artist?: string | null }): string {
  return plain(artist ? `${title} – ${artist}` : title)
}

/**
 * Lines of a table: columns two blanks apart, numbers to the right, the rest to the left.
 * @param rows the first is the head; all of its length
 */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => [...String(row[column])].length)))
  const isNumeric = widths.map((_, column) => rows.slice(1).every(row => /^[-\d.,%]*$/.test(String(row[column]))))
  return rows.map(row =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - [...String(cell)].length)
        return isNumeric[column] ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Lines of a bar chart; the longest bar has `width` characters, and a count above 0 is never invisible. */
export function barChart(counts: readonly { label: string; count: number }[], width = 50): string[] {
  const most = Math.max(1, ...counts.map(({ count }) => count))
  const labelWidth = Math.max(0, ...counts.map(({ label }) => label.length))
  return counts.map(({ label, count }) => {
    const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * width)))
    return `${label.padStart(labelWidth)} ${bar} ${count}`
  })
}

/** 1,234,567 */
export function whole(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 0 })
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
