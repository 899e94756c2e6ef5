import { readFileSync } from 'node:fs'

/** How much of a text is looked at; more would not change the answer. */
const SAMPLE = 2_000
/** Fewer different function words than this leave the language open. */
const FEWEST_HITS = 2
/** A letter by itself is a word of many languages, and often none at all. */
const LETTER = 0.4
const URL_LIKE = /\b(?:https?:|www\.)\S+/g
/** The best language must have this many times the hits of the next, else the text is mixed or too short. */
const LEAD = 1.3

const file: { readonly stopWords: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('./data/stop-words.json', import.meta.url), 'utf8'),
)

const languages = Object.keys(file.stopWords).sort()
/** Function word → the languages it is of, as places in `languages`. */
const languagesOf = new Map<string, number[]>()
for (const [place, language] of languages.entries()) {
  for (const word of file.stopWords[language].split(' '))
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), place])
}

/** Scripts that tell the language, and the one they tell of; kana before Han, which Japanese has too. */
const SCRIPTS: readonly [RegExp, string][] = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\uac00-\ud7af]/g, 'ko'],
  [/[\u4e00-\u9fff]/g, 'zh'],
  [/[\u0400-\u04ff]/g, 'ru'],
  [/[\u0600-\u06ff]/g, 'ar'],
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u0900-\u097f]/g, 'hi'],
  [/[\u0e00-\u0e7f]/g, 'th'],
]

/** What is not Latin was told by its script. */
const WORD = /[a-z\u00c0-\u024f]+/g
const NOT_LATIN = /[\u0370-\uffff]/

/**
 * Language of a text by its script, else by its function words; its first 2,000 characters are read.
 * @returns ISO 639-1; null when too short, mixed or none of those known
 */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, SAMPLE).toLowerCase()
  const byScript = languageByScript(sample)
  if (byScript !== undefined) return byScript
  const hits = languages.map(() => 0)
  const counted = new Set<string>()
  for (const word of sample.replace(URL_LIKE, ' ').match(WORD) ?? []) {
    const places = languagesOf.get(word)
    if (places === undefined || counted.has(word)) continue
    counted.add(word)
    for (const place of places) hits[place] += word.length === 1 ? LETTER : 1
  }
  const most = Math.max(...hits)
  const first = hits.indexOf(most)
  const next = Math.max(...hits.filter((_, place) => place !== first))
  return most >= FEWEST_HITS && most >= LEAD * next ? languages[first] : null
}

function languageByScript(sample: string): string | undefined {
  if (!NOT_LATIN.test(sample)) return undefined
  const latin = sample.match(/[a-z\u00c0-\u024f]/g)?.length ?? 0
  let sum = 0
  let kana = 0
  let best: string | undefined
  let most = 0
  for (const [script, language] of SCRIPTS) {
    const count = sample.match(script)?.length ?? 0
    sum += count
    if (language === 'ja') kana = count
    if (count > most) {
      most = count
      best = language
    }
  }
  if (sum <= latin) return undefined
  return best === 'zh' && kana > 0 ? 'ja' : best
}
