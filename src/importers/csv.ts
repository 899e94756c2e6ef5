import { parse } from 'csv-parse/sync'
import type { ByteMeter, SourceFile } from './files.js'
import type { BadLine, Place } from './importer.js'
import { type Line, linesOf } from './lines.js'

/** A record of a file with columns: the values by column. */
export interface Row<Value = string> extends Place {
  readonly kind: 'row'
  readonly values: Readonly<Record<string, Value>>
}

/** Of one record: a stray quote must not take the rest of the file with it. */
const MAX_RECORD_LINES = 1000
const NOT_CLOSED = 'a quote opens and does not close; write a quote inside a quoted field twice'

/**
 * The rows of a CSV file whose first record is a header: RFC 4180, double quotes, any line end (one inside quotes
 * reads as LF). Blank lines between records are passed over. After a bad record reading goes on at its second line.
 */
export async function* csvRows(
  file: SourceFile,
  meter: ByteMeter,
  delimiter: ',' | '\t' = ',',
): AsyncGenerator<Row | BadLine, void, undefined> {
  let header: readonly string[] | null = null
  let open: Line[] = []
  for await (const batch of linesOf(file, meter)) {
    const { items, rest } = recordsOf([...open, ...batch], false, delimiter)
    for (const item of items) yield* rowOf(item)
    open = rest
  }
  for (const item of recordsOf(open, true, delimiter).items) yield* rowOf(item)

  function* rowOf({ line, fields, message }: CsvRecord): Generator<Row | BadLine, void, undefined> {
    const place = { file: file.name, line }
    if (message !== null) yield { kind: 'bad', ...place, message }
    else if (header === null) header = fields
    else if (fields.length !== header.length) {
      const message = `${fields.length} fields where the header has ${header.length}: ${header.join(',')}`
      yield { kind: 'bad', ...place, message }
    } else {
      const values = Object.fromEntries(header.map((column, index) => [column, fields[index] ?? '']))
      yield { kind: 'row', ...place, values }
    }
  }
}

interface CsvRecord {
  /** Its first. */
  readonly line: number
  readonly fields: readonly string[]
  /** What is wrong with it; null for a good one. */
  readonly message: string | null
}

/**
 * The records among some lines that follow one another.
 * @param atEnd no lines come after these
 * @returns `rest`: the lines of a record that may go on
 */
function recordsOf(lines: Line[], atEnd: boolean, delimiter: string): { items: CsvRecord[]; rest: Line[] } {
  const items: CsvRecord[] = []
  let at = 0
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    if (line.text === '') {
      at++
      continue
    }
    const end = recordEnd(lines, at)
    if (end === null && !atEnd && lines.length - at < MAX_RECORD_LINES) break
    const text = lines.slice(at, end ?? at + 1).map(each => each.text)
    const record = end === null ? NOT_CLOSED : fieldsOf(text, delimiter)
    const broken = typeof record === 'string'
    items.push({ line: line.number, fields: broken ? [] : record, message: broken ? record : null })
    at = broken ? at + 1 : (end ?? at + 1)
  }
  return { items, rest: lines.slice(at) }
}

/** The index after the record that begins at `start`: where all its quotes are closed. Null if that is not in `lines`. */
function recordEnd(lines: readonly Line[], start: number): number | null {
  let open = false
  const limit = Math.min(lines.length, start + MAX_RECORD_LINES)
  for (let index = start; index < limit; index++) {
    const { text } = lines[index]
    if (text === null) return index + 1
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) open = !open
    if (!open) return index + 1
  }
  return null
}

/** The fields of a whole record, or what is wrong with it. */
function fieldsOf(lines: readonly (string | null)[], delimiter: string): string[] | string {
  if (lines.includes(null)) return 'not valid UTF-8'
  const text = lines.join('\n')
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const [fields] = parse(text, { relax_column_count: true, delimiter })
    return fields ?? ['']
  } catch (error) {
    return (error as Error).message
  }
}
