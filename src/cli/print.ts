/** Prints one JSON document: all that stdout gets under --json. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Waits where the reader is slower than we are. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise(resolve => process.stdout.once('drain', resolve))
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

/** Eighths of a character, from one to eight. */
const BLOCKS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const
/** On a terminal too narrow for more, lines get longer than it is. */
const LEAST_BAR = 8

/**
 * Lines of a bar chart: label, bar, text. Bars are exact to an eighth of a character, and none above 0 is invisible.
 * @param rows values ≥ 0; the greatest has the longest bar
 * @param columns that the longest line may have
 */
export function barChart(
  rows: readonly { readonly label: string; readonly value: number; readonly text: string }[],
  columns: number,
): string[] {
  const most = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE)
  const labels = Math.max(0, ...rows.map(({ label }) => label.length))
  const texts = Math.max(0, ...rows.map(({ text }) => text.length))
  const width = Math.max(LEAST_BAR, columns - labels - texts - 2)
  return rows.map(({ label, value, text }) => {
    const eighths = value === 0 ? 0 : Math.max(1, Math.round((value / most) * width * 8))
    const bar = '█'.repeat(Math.floor(eighths / 8)) + (BLOCKS[(eighths % 8) - 1] ?? '')
    return `${label.padStart(labels)} ${bar} ${text}`
  })
}

/** 1,234,567 */
export function whole(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 0 })
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
