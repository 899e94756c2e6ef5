import { OperatorError } from '../domain/errors.js'
import type { PlayRow } from '../evaluation/splits.js'
import { csvRows } from '../importers/csv.js'
import { findFile, meterOf } from '../importers/files.js'

const EXPECTS = 'a CSV file with the header user,song or user,song,plays'

/**
 * The rows of a `--train` or `--test` file. A row without plays counts as one.
 * @throws OperatorError for a file that is missing or has a bad row: a figure of part of the data would mislead
 */
export async function readPlayRows(path: string): Promise<PlayRow[]> {
  const file = await findFile(path, EXPECTS)
  const rows: PlayRow[] = []
  for await (const row of csvRows(file, meterOf(file))) {
    if (row.kind === 'bad') throw new OperatorError(`${path}:${row.line}: ${row.message}`)
    const { user, song, plays = '1' } = row.values
    if (!user || !song) throw new OperatorError(`${path}:${row.line}: no user or no song; expected ${EXPECTS}`)
    if (!/^\d*\.?\d+$/.test(plays) || Number(plays) <= 0) {
      throw new OperatorError(`${path}:${row.line}: plays ${JSON.stringify(plays)} is not a number above 0`)
    }
    rows.push({ user, song, plays: Number(plays) })
  }
  if (rows.length === 0) throw new OperatorError(`${path}: no rows; expected ${EXPECTS}`)
  return rows
}
