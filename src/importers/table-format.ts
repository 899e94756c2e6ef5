import { OperatorError } from '../domain/errors.js'
import { checked } from './checked.js'
import { checkHeader, csvRows } from './csv.js'
import { type ColumnKind, valueOfField, valueOfJson } from './fields.js'
import { type ByteMeter, findFile, meterOf, type SourceFile } from './files.js'
import type { BadLine, Importer, ImportItem, ImportRecord, Place, SkippedLine } from './importer.js'
import { jsonRows } from './json-lines.js'
import { type Keyed, supersededLines } from './superseded.js'

/** Records of one kind as JSON lines or CSV, one a line. Columns that are not named are passed over. */
export interface TableFormat<Item extends ImportRecord> {
  readonly name: string
  readonly description: string
  /** In the order a help text shows them. */
  readonly columns: Readonly<Record<string, ColumnKind>>
  /** Those without which no line can be good. */
  readonly required: readonly string[]
  /** @throws BadInputError for a value out of range */
  readonly read: (values: Readonly<Record<string, unknown>>) => Omit<Item, keyof Place>
  /** Of records of which a later one replaces an earlier one: what they have in common. Null where all of them count. */
  readonly keyOf: ((item: Item) => readonly [string, string]) | null
}

export function tableFormat<Item extends ImportRecord>(format: TableFormat<Item>): Importer {
  const columns = Object.keys(format.columns).join(', ')
  const expects = `a .jsonl, .json, .ndjson or .csv file (or one of these with .gz) with the columns ${columns}`
  return {
    name: format.name,
    description: format.description,
    expects,
    takesMeta: false,
    async open(path) {
      const file = await findFile(path, expects)
      if (endingOf(file) === null) throw new OperatorError(`${path} has another ending; expected ${expects}`)
      const bytes = format.keyOf === null ? meterOf(file) : meterOf(file, file)
      return { bytes, items: itemsOf(file, bytes, format) }
    },
  }
}

async function* itemsOf<Item extends ImportRecord>(
  file: SourceFile,
  meter: ByteMeter,
  format: TableFormat<Item>,
): AsyncGenerator<ImportItem, void, undefined> {
  const { keyOf } = format
  const superseded = keyOf === null ? null : await supersededLines(keysOf(recordsOf(file, meter, format), keyOf))
  for await (const item of recordsOf(file, meter, format)) {
    yield superseded?.has(item.line) ? supersededLine(item) : item
  }
}

const supersededLine = ({ file, line }: Place): SkippedLine => {
  return { kind: 'skipped', file, line, reason: 'repeated later in the file' }
}

async function* keysOf<Item extends ImportRecord>(
  items: AsyncIterable<Item | BadLine>,
  keyOf: (item: Item) => readonly [string, string],
): AsyncGenerator<Keyed, void, undefined> {
  for await (const item of items) {
    if (item.kind !== 'bad') yield { line: item.line, key: keyOf(item) }
  }
}

async function* recordsOf<Item extends ImportRecord>(
  file: SourceFile,
  meter: ByteMeter,
  { columns, required, read }: TableFormat<Item>,
): AsyncGenerator<Item | BadLine, void, undefined> {
  const isCsv = endingOf(file) === 'csv'
  for await (const row of isCsv ? csvRows(file, meter) : jsonRows(file, meter)) {
    if (isCsv && row.kind === 'row') checkHeader(row, required)
    yield checked(row, values =>
      read(
        Object.fromEntries(
          Object.entries(columns).map(([name, kind]) => {
            const value = values[name]
            return [name, isCsv && typeof value === 'string' ? valueOfField(kind, value) : valueOfJson(kind, value)]
          }),
        ),
      ),
    ) as Item | BadLine
  }
}

function endingOf({ name }: SourceFile): 'csv' | 'json' | null {
  const ending = /\.(csv|jsonl|json|ndjson)(\.gz)?$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === undefined) return null
  return ending === 'csv' ? 'csv' : 'json'
}
