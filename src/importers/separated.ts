import { OperatorError } from '../domain/errors.js'
import type { Row } from './csv.js'
import type { ByteMeter, SourceFile } from './files.js'
import type { BadLine } from './importer.js'
import { type Encoding, linesOf } from './lines.js'

export interface Separation {
  /** Default: a tab. */
  readonly separator?: '\t' | ' '
  /** Whether the first line names the columns; `optional`: it may. Default: `required`. */
  readonly header?: 'required' | 'optional' | 'none'
  readonly encoding?: Encoding
}

/**
 * The rows of a file with one record a line and a separator between its fields, without quoting: every quote is text.
 * Blank lines are passed over.
 * @param columns in their order; a header must be just these
 * @throws OperatorError if a required header is another
 */
export async function* separatedRows<Column extends string>(
  file: SourceFile,
  meter: ByteMeter,
  columns: readonly Column[],
  { separator = '\t', header = 'required', encoding = 'utf8' }: Separation = {},
): AsyncGenerator<(Row & { readonly values: Readonly<Record<Column, string>> }) | BadLine, void, undefined> {
  const shown = columns.join(separator === '\t' ? '<tab>' : separator)
  for await (const lines of linesOf(file, meter, encoding)) {
    for (const { number: line, text } of lines) {
      if (text === '') continue
      const place = { file: file.name, line }
      if (line === 1 && header !== 'none') {
        if (text === columns.join(separator)) continue
        if (header === 'required') throw new OperatorError(`${file.path}: the header must be ${shown}`)
      }
      if (text === null) {
        yield { kind: 'bad', ...place, message: 'not valid UTF-8' }
        continue
      }
      const fields = text.split(separator)
      if (fields.length !== columns.length) {
        yield { kind: 'bad', ...place, message: `${fields.length} fields where a line has ${columns.length}: ${shown}` }
      } else {
        const values = Object.fromEntries(columns.map((column, index) => [column, fields[index]]))
        yield { kind: 'row', ...place, values: values as Record<Column, string> }
      }
    }
  }
}
