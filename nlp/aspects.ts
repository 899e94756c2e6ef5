import { readFileSync } from 'node:fs'
import type { Aspect } from './analysis.js'
import { plural } from './inflect.js'

const file: { readonly aspects: Aspect[]; readonly hollowNouns: string } = JSON.parse(
  readFileSync(new URL('./data/aspects.json', import.meta.url), 'utf8'),
)

/** The music aspect lexicon: a tree, parents before children. */
export const aspects: readonly Aspect[] = file.aspects

/** Words of a synonym, most: longer runs of words are not looked up. */
export const LONGEST_SYNONYM = 3

const names = new Map<string, string>()
for (const { name, synonyms } of aspects) {
  for (const synonym of [name, ...synonyms]) {
    for (const form of [synonym, plural(synonym)]) if (!names.has(form)) names.set(form, name)
  }
}

/**
 * Canonical name of a term, by the term itself, its plural or a synonym; null where the lexicon holds none.
 * @param term in lower case, words separated by single blanks
 */
export function canonicalAspect(term: string): string | null {
  return names.get(term) ?? null
}

/** Nouns that opinions are seldom about ("a great time", "a bit thin"), unless the lexicon names them. */
export const hollowNouns: ReadonlySet<string> = new Set(file.hollowNouns.split(' '))
