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

const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(file.stopWords)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
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
  const hits = new Map<string, number>()
  for (const word of new Set(sample.replace(URL_LIKE, ' ').match(WORD))) {
    const weight = word.length === 1 ? LETTER : 1
    for (const language of languagesOf.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + weight)
  }
  const [first, second] = [...hits].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (first === undefined || first[1] < FEWEST_HITS) return null
  return first[1] >= LEAD * (second?.[1] ?? 0) ? first[0] : null
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
