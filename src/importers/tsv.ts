import { OperatorError } from '../domain/errors.js'
import type { Row } from './csv.js'
import type { ByteMeter, SourceFile } from './files.js'
import type { BadLine } from './importer.js'
import { type Encoding, linesOf } from './lines.js'

/**
 * The rows of a tab-separated file with a header, without quoting: every quote is text.
 * @param columns the header that the file must have
 * @throws OperatorError if it has another
 */
export async function* tsvRows<Column extends string>(
  file: SourceFile,
  meter: ByteMeter,
  columns: readonly Column[],
  encoding: Encoding = 'utf8',
): AsyncGenerator<(Row & { readonly values: Readonly<Record<Column, string>> }) | BadLine, void, undefined> {
  for await (const lines of linesOf(file, meter, encoding)) {
    for (const { number: line, text } of lines) {
      if (text === '') continue
      if (text === null) {
        yield { kind: 'bad', file: file.name, line, message: 'not valid UTF-8' }
        continue
      }
      const fields = text.split('\t')
      if (line === 1) {
        if (text !== columns.join('\t')) {
          throw new OperatorError(`${file.path}: the header must be ${columns.join('<tab>')}`)
        }
      } else if (fields.length !== columns.length) {
        const message = `${fields.length} fields where the header has ${columns.length}: ${columns.join('<tab>')}`
        yield { kind: 'bad', file: file.name, line, message }
      } else {
        const values = Object.fromEntries(columns.map((column, index) => [column, fields[index]]))
        yield { kind: 'row', file: file.name, line, values: values as Record<Column, string> }
      }
    }
  }
}
