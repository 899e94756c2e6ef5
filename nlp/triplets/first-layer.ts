import { type Form, perForm } from '../forms.js'
import type { SentenceTokens, Token } from '../tokens.js'
import { LINES, type Memory, TAPS } from './memory.js'
import type { Vocabulary } from './vocabulary.js'

/** Where the line of a form lies, as long as its era lasts. */
interface Place {
  line: number
  era: number
}

/**
 * Word vectors and the first convolution. Its input at a token is of that token alone, so that a form's vector and its
 * products with each tap are kept as a line, and the convolution of known words is but sums: of integers, so that it has the
 * same bits. Line 0 is of what lies outside the sentence: zeros. When all lines are taken, a new era begins without any.
 */
export class FirstLayer {
  readonly #memory: Memory
  readonly #vocabulary: Vocabulary
  readonly #d: number
  readonly #placeOf: (form: Form) => Place = perForm(() => ({ line: 0, era: 0 }))
  #era = 1
  #taken = 1

  constructor(memory: Memory, vocabulary: Vocabulary, d: number) {
    this.#memory = memory
    this.#vocabulary = vocabulary
    this.#d = d
  }

  /** Leaves the output of the layer at `memory.x`. */
  read(text: string, tokens: readonly Token[], { from, to }: SentenceTokens): void {
    const { arena, i32, lines, vectors, parts, x, z, first } = this.#memory
    const { dilation, scale, bias, rows } = first
    const count = to - from
    if (this.#taken + count > LINES) this.#beginEra()
    const known = this.#taken
    const inner = (lines >> 2) + dilation
    for (let i = from; i < to; i++) i32[inner + i - from] = this.#lineOf(text, tokens[i], known)
    i32.fill(0, inner + count, inner + count + dilation)
    this.#fill(known)
    arena.pick(vectors, lines + dilation * 4, x, this.#d, count)
    arena.convolve(parts, lines, dilation, scale, bias, z, rows, count)
    arena.gate(x, z, this.#d, count)
  }

  #beginEra(): void {
    this.#era++
    this.#taken = 1
  }

  /** Line of a token; where it is new, its rows are written for `#fill`, behind those of the lines from `known` on. */
  #lineOf(text: string, token: Token, known: number): number {
    const place = this.#placeOf(token.form)
    const asWritten = isAsWritten(text, token)
    if (asWritten && place.era === this.#era) return place.line
    const line = this.#taken++
    this.#vocabulary.write(text, token, this.#memory.i32, (this.#memory.ids >> 2) + (line - known) * 4)
    if (asWritten) {
      place.line = line
      place.era = this.#era
    }
    return line
  }

  /** Computes the lines from `known` on. */
  #fill(known: number): void {
    const { arena, ids, rows, rowScale, shapes, vectors, parts, y, margin, first } = this.#memory
    const count = this.#taken - known
    if (count === 0) return
    const d = this.#d
    const vector = vectors + known * d * 4
    const normed = y + margin * d * 2
    arena.embed(ids, rows, rowScale, shapes, vector, d, count)
    arena.norm(vector, normed, d, count)
    const width = first.rows * TAPS
    arena.products(normed, d * 2, 1, 0, d, first.taps, parts + known * width * 4, width, count)
  }
}

/** Not so an entity, nor a pronoun that is read as another word: they have the shape of what stands there. */
function isAsWritten(text: string, { form: { written }, start, end }: Token): boolean {
  return end - start === written.length && text.startsWith(written, start)
}
