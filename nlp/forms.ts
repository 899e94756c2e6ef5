import { ownCopy } from './remembered.js'

/** A word, mark or emote as it is written: what is true of it wherever it stands. */
export interface Form extends FormReading {
  /** At most MOST_KEPT; it may have been another form's before. */
  readonly id: number
  readonly written: string
}

export interface FormReading {
  /** In lower case, without zero-width characters; of an emoji its first sign; else as written. */
  readonly word: string
  /** An emote is an emoji or emoticon; a word may be a number. */
  readonly kind: 'word' | 'mark' | 'emote'
  /** At least two letters, all of them capitals. */
  readonly shouted: boolean
  /** Begins with a capital, as names and titles do. */
  readonly capital: boolean
}

/** Most tokens of a text are of few forms: so many are kept, and what a stage knows of one it looks up once. */
const MOST_KEPT = 20_000
/** Characters. What is longer is seldom a word: it is not kept, and shares the last id. */
const LONGEST_KEPT = 24

const kept = new Map<string, Form>()

/** The form that is written so, read by `read` where it is not kept. */
export function formOf(written: string, read: (written: string) => FormReading): Form {
  const known = kept.get(written)
  if (known !== undefined) return known
  if (written.length > LONGEST_KEPT) return { id: MOST_KEPT, written, ...read(written) }
  if (kept.size === MOST_KEPT) kept.clear()
  const own = ownCopy(written)
  const form = { id: kept.size, written: own, ...read(own) }
  kept.set(own, form)
  return form
}

/** `find`, which depends on nothing but the form, with its answers kept as long as the forms. */
export function perForm<Value>(find: (form: Form) => Value): (form: Form) => Value {
  const forms: Form[] = Array(MOST_KEPT + 1)
  const values: Value[] = Array(MOST_KEPT + 1)
  return form => {
    const { id } = form
    if (forms[id] !== form) {
      values[id] = find(form)
      forms[id] = form
    }
    return values[id]
  }
}
