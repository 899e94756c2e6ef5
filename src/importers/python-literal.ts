/** What a Python literal holds; a dict is a Map, so that no key can reach an object's prototype. */
export type PythonValue = string | number | boolean | null | readonly PythonValue[] | PythonDict
export type PythonDict = ReadonlyMap<string, PythonValue>

/** Deeper than any data, and far from the end of the stack. */
const MAX_DEPTH = 100
const BLANKS = /[ \t\r\n]*/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y
const WORD = /(?:True|False|None)(?!\w)/y
const WORDS: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null }
/** One piece of a string: plain characters, or an escape. */
const PLAIN = { "'": /[^'\\\n]+/y, '"': /[^"\\\n]+/y }
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^xuUN0-7]))/y
const CHARACTERS: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
}

/**
 * Reads a Python literal as `repr` writes it: strings in either quotes (a leading u is allowed), decimal numbers, lists,
 * dicts with string keys, True, False, None. An unknown escape such as \d stays as it is, as in Python. Not read: tuples,
 * sets, bytes, triple or raw quotes, \N{…}, strings side by side, other number forms. Of equal keys the last wins.
 * @throws SyntaxError with the position, for anything else
 * @see The Python Language Reference, section 2.4
 */
export function parsePythonLiteral(text: string): PythonValue {
  let at = 0
  const result = value(0)
  match(BLANKS)
  if (at < text.length) fail('the end')
  return result

  function value(depth: number): PythonValue {
    if (depth > MAX_DEPTH) fail(`at most ${MAX_DEPTH} levels`)
    match(BLANKS)
    if (take('[')) return list(depth)
    if (take('{')) return dict(depth)
    const word = match(WORD)
    if (word !== null) return WORDS[word[0]] ?? null
    const number = match(NUMBER)
    if (number !== null) return finite(Number(number[0]))
    return string()
  }

  function list(depth: number): PythonValue[] {
    const items: PythonValue[] = []
    while (!closed(']')) {
      items.push(value(depth + 1))
      separator(']')
    }
    return items
  }

  function dict(depth: number): PythonDict {
    const entries = new Map<string, PythonValue>()
    while (!closed('}')) {
      const key = string()
      match(BLANKS)
      if (!take(':')) fail('":"')
      entries.set(key, value(depth + 1))
      separator('}')
    }
    return entries
  }

  function string(): string {
    if (/^u['"]/.test(text.slice(at, at + 2))) at++
    const quote = text[at]
    if (quote !== "'" && quote !== '"') fail('a value')
    at++
    let result = ''
    while (!take(quote)) {
      const plain = match(PLAIN[quote])
      result += plain === null ? escaped() : plain[0]
    }
    return result
  }

  function escaped(): string {
    const found = match(ESCAPE)
    if (found === null) fail('a character or an escape within a string')
    const [, x, u, U, octal, other] = found
    const hex = x ?? u ?? U
    const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16)
    if (other !== undefined) return CHARACTERS[other] ?? `\\${other}`
    if (code > 0x10ffff) fail('a code point up to 10ffff')
    return String.fromCodePoint(code)
  }

  function closed(bracket: string): boolean {
    match(BLANKS)
    return take(bracket)
  }

  function separator(bracket: string): void {
    match(BLANKS)
    if (!take(',') && text[at] !== bracket) fail(`"," or "${bracket}"`)
  }

  function take(character: string): boolean {
    if (text[at] !== character) return false
    at++
    return true
  }

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }

  function finite(number: number): number {
    if (!Number.isFinite(number)) fail('a number that is not beyond all bounds')
    return number
  }

  function fail(wanted: string): never {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end'
    throw new SyntaxError(`not a Python literal: expected ${wanted} at position ${at + 1}, found ${found}`)
  }
}
