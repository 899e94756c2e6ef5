import { OperatorError } from '../domain/errors.js'
import { importerNamed } from '../importers/formats.js'
import type { Place, SkippedLine } from '../importers/importer.js'

export interface ImportReport {
  readonly format: string
  readonly path: string
  /** False where it was stopped before the end. */
  readonly complete: boolean
  readonly songs: { readonly added: number; readonly replaced: number; readonly unchanged: number }
  /** Reports of plays, each of one or more. */
  readonly plays: { readonly recorded: number; readonly repeated: number }
  readonly reviews: { readonly added: number; readonly replaced: number; readonly unchanged: number }
  /** Assignments of one tag each. */
  readonly tags: { readonly added: number; readonly unchanged: number }
  readonly badLines: { readonly count: number /** At most 20. */; readonly first: readonly BadLineReport[] }
  /** Lines that are well formed but of no use, by reason. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[]
  readonly seconds: number
}

export interface BadLineReport {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly message: string
}

const BAD_LINES_KEPT = 20

/** Counts what an import does, while it runs. */
export class ImportTally {
  readonly songs = { added: 0, replaced: 0, unchanged: 0 }
  readonly plays = { recorded: 0, repeated: 0 }
  readonly reviews = { added: 0, replaced: 0, unchanged: 0 }
  readonly tags = { added: 0, unchanged: 0 }
  private badCount = 0
  private readonly firstBad: BadLineReport[] = []
  private readonly skipped = new Map<string, number>()
  /** By file: whether it had a well-formed line, and its first bad one. */
  private readonly files = new Map<string, { good: boolean; bad: BadLineReport | null }>()
  private readonly startedAt = performance.now()

  constructor(
    private readonly format: string,
    private readonly path: string,
  ) {}

  private stored = 0

  /** A record that is in the store now, whether or not it was before. */
  good(place: Place): void {
    this.stored++
    this.wellFormed(place)
  }

  wellFormed({ file }: Place): void {
    this.fileOf(file).good = true
  }

  bad({ file, line, message }: BadLineReport): void {
    this.badCount++
    const bad = { file, line, message }
    this.fileOf(file).bad ??= bad
    if (this.firstBad.length < BAD_LINES_KEPT) this.firstBad.push(bad)
  }

  skip({ reason, ...place }: SkippedLine): void {
    this.wellFormed(place)
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1)
  }

  /** @throws OperatorError if a file had bad lines and no good one, or there was nothing to import at all */
  failWithoutGoodLine(): void {
    const { expects } = importerNamed(this.format)
    for (const { good, bad } of this.files.values()) {
      if (good || bad === null) continue
      const { file, line, message } = bad
      throw new OperatorError(`${file} has no good line; line ${line}: ${message}; expected ${expects}`)
    }
    if (this.stored > 0) return
    throw new OperatorError(`${this.path} has nothing to import in it; expected ${expects}`)
  }

  report(complete: boolean): ImportReport {
    return {
      format: this.format,
      path: this.path,
      complete,
      songs: this.songs,
      plays: this.plays,
      reviews: this.reviews,
      tags: this.tags,
      badLines: { count: this.badCount, first: this.firstBad },
      skipped: [...this.skipped].map(([reason, count]) => ({ reason, count })),
      seconds: (performance.now() - this.startedAt) / 1_000,
    }
  }

  private fileOf(name: string): { good: boolean; bad: BadLineReport | null } {
    const file = this.files.get(name) ?? { good: false, bad: null }
    this.files.set(name, file)
    return file
  }
}
