/** Words of one grade, separated by blanks (expressions by `;`), by grade: a valence, or the factor of a degree word. */
export type Grades = Readonly<Record<string, string>>

/** A lexicon as nlp/data/lexicon.json holds it: nlp/data/README.md. */
export interface LexiconFile {
  readonly adjectives: Grades
  readonly verbs: Grades
  readonly experiencers: Grades
  readonly nouns: Grades
  readonly adverbs: Grades
  readonly interjections: Grades
  readonly phrases: Grades
  readonly experiencerPhrases: Grades
  readonly emoji: Grades
  readonly emoticons: Grades
  readonly intensifiers: Grades
  readonly diminishers: Grades
  readonly negators: string
}

/** A lexicon that cannot be used. The message names the line, the value and the remedy. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError'
}

interface Range {
  readonly min: number
  readonly max: number
  readonly what: string
}

const VALENCE: Range = { min: -4, max: 4, what: 'a valence from -4 to 4' }
const SECTIONS: Readonly<Record<keyof Omit<LexiconFile, 'negators'>, Range>> = {
  adjectives: VALENCE,
  experiencers: VALENCE,
  verbs: VALENCE,
  nouns: VALENCE,
  adverbs: VALENCE,
  interjections: VALENCE,
  phrases: VALENCE,
  experiencerPhrases: VALENCE,
  emoji: VALENCE,
  emoticons: VALENCE,
  intensifiers: { min: 1, max: 4, what: 'a factor from 1 to 4' },
  diminishers: { min: 0, max: 1, what: 'a factor from 0 to 1' },
}
const NAMES = [...Object.keys(SECTIONS), 'negators']
/** A note on where the words come from; not read. */
const NOTE = 'origin'

/**
 * Reads and checks a lexicon in the format of nlp/data/lexicon.json. All sections have to be there; each may be empty.
 * @throws LexiconError for the first fault
 */
export function readLexicon(content: string): LexiconFile {
  const text = content.replace(/^\uFEFF/, '') // Some editors begin a file with a mark of byte order.
  const file = parsed(text)
  const keys = keysOf(text)
  const lineOf = (...path: string[]): number => keys.find(key => key.path.join('\0') === path.join('\0'))?.line ?? 1
  const seen = new Set<string>()
  for (const { path, line } of keys) {
    const key = path.join('\0')
    if (seen.has(key)) fault(line, path.join(' '), 'is there twice; join the two')
    seen.add(key)
  }
  for (const name of Object.keys(file)) {
    if (name !== NOTE && !NAMES.includes(name))
      fault(lineOf(name), name, `is no section of a lexicon; use ${NAMES.join(', ')}`)
  }
  for (const name of NAMES) {
    if (!(name in file)) fault(1, name, `is missing; add "${name}", empty where it has no words`)
  }
  for (const [name, range] of Object.entries(SECTIONS)) checkSection(name, file[name], range, lineOf)
  if (typeof file.negators !== 'string')
    fault(lineOf('negators'), file.negators, 'cannot be "negators"; write words separated by blanks, in quotes')
  checkWords(file.negators.split(' '), lineOf('negators'), 'negators')
  return file as unknown as LexiconFile
}

function checkSection(name: string, grades: unknown, range: Range, lineOf: (...path: string[]) => number): void {
  if (!isRecord(grades)) fault(lineOf(name), grades, `cannot be "${name}"; write {"<grade>": "<words>"}`)
  for (const [grade, words] of Object.entries(grades)) {
    const line = lineOf(name, grade)
    const number = grade.trim() === '' ? Number.NaN : Number(grade)
    if (!(number >= range.min && number <= range.max)) fault(line, grade, `is no grade of "${name}"; use ${range.what}`)
    if (typeof words !== 'string')
      fault(line, words, `cannot be words of "${name}"; write them separated, in one pair of quotes`)
    checkWords(words.split(/phrases$/i.test(name) ? ';' : ' '), line, name)
  }
}

/** Texts are looked up in lower case, word by word: what is written otherwise would never be met. */
function checkWords(words: readonly string[], line: number, name: string): void {
  for (const word of words) {
    if (name !== 'emoticons' && word !== word.toLowerCase()) fault(line, word, 'would never be met; write lower case')
    if (word !== word.trim() || /\s\s|[^\S ]/.test(word))
      fault(line, word, 'would never be met; separate words by one blank, and expressions by ";" alone')
  }
}

function parsed(text: string): Record<string, unknown> {
  const file = jsonOf(text)
  if (file instanceof Error)
    throw new LexiconError(
      `line ${lineOfFault(text)}: not JSON (${file.message.replace(/\s+/g, ' ')}); write it as nlp/data/lexicon.json is written`,
    )
  if (!isRecord(file)) fault(1, file, 'is no lexicon; write {"adjectives": {"2": "good nice"}, …}')
  return file
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

/** The first line with which the text is wrong, and not merely cut short: what JSON.parse says does not always tell. */
function lineOfFault(text: string): number {
  const lines = text.split('\n')
  let [sound, faulty] = [0, lines.length]
  while (faulty - sound > 1) {
    const middle = (sound + faulty) >> 1
    if (isCut(lines.slice(0, middle).join('\n'))) sound = middle
    else faulty = middle
  }
  return faulty
}

function isCut(text: string): boolean {
  const error = jsonOf(text)
  if (!(error instanceof Error)) return true
  if (/end of JSON input|Unterminated string/.test(error.message)) return true
  const [, position] = /position (\d+)/.exec(error.message) ?? []
  return position !== undefined && Number(position) >= text.length
}

/** Every key of a text that is known to be JSON, with its path and line, in order. */
function keysOf(text: string): { readonly path: readonly string[]; readonly line: number }[] {
  const found: { path: string[]; line: number }[] = []
  const open: string[] = []
  let line = 1
  for (const [token, name] of text.matchAll(/"((?:[^"\\]|\\.)*)"(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}\n]/g)) {
    if (token === '\n') line++
    else if (token === '{') open.push('')
    else if (token === '}') open.pop()
    else if (name !== undefined) {
      open[open.length - 1] = JSON.parse(token)
      found.push({ path: [...open], line })
    }
  }
  return found
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fault(line: number, value: unknown, remedy: string): never {
  const shown = JSON.stringify(value) ?? 'nothing'
  throw new LexiconError(`line ${line}: ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown} ${remedy}`)
}
