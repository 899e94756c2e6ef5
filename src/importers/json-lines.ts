import type { Row } from './csv.js'
import type { ByteMeter, SourceFile } from './files.js'
import type { BadLine } from './importer.js'
import { linesOf } from './lines.js'

/** The objects of a file with one JSON object a line. Blank lines are passed over. */
export async function* jsonRows(
  file: SourceFile,
  meter: ByteMeter,
): AsyncGenerator<Row<unknown> | BadLine, void, undefined> {
  for await (const lines of linesOf(file, meter)) {
    for (const { number: line, text } of lines) {
      if (text?.trim() === '') continue
      const place = { file: file.name, line }
      const value = text === null ? 'not valid UTF-8' : objectOf(text)
      if (typeof value === 'string') yield { kind: 'bad', ...place, message: value }
      else yield { kind: 'row', ...place, values: value }
    }
  }
}

/** What a line holds, or what is wrong with it. */
function objectOf(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    return 'not a JSON object; write one object a line, without a list around them'
  } catch (error) {
    return `not a JSON object on one line: ${(error as Error).message}`
  }
}
