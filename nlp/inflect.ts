/** English inflection by rule: enough to let a lexicon list lemmas only. */

const VOWEL = 'aeiou'

/** Irregular past forms of verbs in the lexicon; other verbs take -ed. */
const PAST: Readonly<Record<string, readonly string[]>> = {
  blow: ['blew', 'blown'],
  break: ['broke', 'broken'],
  bring: ['brought'],
  come: ['came'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  fall: ['fell', 'fallen'],
  find: ['found'],
  fly: ['flew', 'flown'],
  get: ['got', 'gotten'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  grow: ['grew', 'grown'],
  hit: ['hit'],
  hold: ['held'],
  keep: ['kept'],
  leave: ['left'],
  let: ['let'],
  lose: ['lost'],
  make: ['made'],
  put: ['put'],
  ring: ['rang', 'rung'],
  rise: ['rose', 'risen'],
  run: ['ran', 'run'],
  shine: ['shone', 'shined'],
  sing: ['sang', 'sung'],
  sink: ['sank', 'sunk'],
  stand: ['stood'],
  steal: ['stole', 'stolen'],
  stick: ['stuck'],
  sting: ['stung'],
  stink: ['stank', 'stunk'],
  take: ['took', 'taken'],
  wear: ['wore', 'worn'],
  win: ['won'],
}

/** Whether the last consonant doubles before -ed, -ing and -er: one syllable ending consonant, vowel, consonant. */
function doubles(word: string): boolean {
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(word)
}

/** Third person, past forms and gerund of a verb, itself first. */
export function verbForms(verb: string): string[] {
  const stem = doubles(verb) ? verb + verb.at(-1) : verb.endsWith('e') ? verb.slice(0, -1) : verb
  const softY = verb.endsWith('y') && !VOWEL.includes(verb.at(-2) ?? '')
  const past = PAST[verb] ?? [softY ? `${verb.slice(0, -1)}ied` : `${stem}ed`]
  return [verb, plural(verb), ...past, `${verb.endsWith('ee') ? verb : softY ? verb : stem}ing`]
}

/** Plural of a noun; of a verb, its third person. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(s|x|z|ch|sh|^go|echo)$/.test(word) ? `${word}es` : `${word}s`
}

/** Comparative, superlative and adverb of an adjective, itself first; long ones compare with "more" and get none. */
export function adjectiveForms(adjective: string): string[] {
  const forms = [adjective]
  if (/[^aeiou]y$/.test(adjective)) {
    const stem = adjective.slice(0, -1)
    forms.push(`${stem}ily`)
    if (adjective.length <= 7) forms.push(`${stem}ier`, `${stem}iest`)
    return forms
  }
  forms.push(adverb(adjective))
  if (/^[^aeiou]*[aeiou]{1,2}[^aeiou]{1,2}e?$/.test(adjective)) {
    const stem = doubles(adjective) ? adjective + adjective.at(-1) : adjective.replace(/e$/, '')
    forms.push(`${stem}er`, `${stem}est`)
  }
  return forms
}

function adverb(adjective: string): string {
  if (/[^aeiou]le$/.test(adjective)) return `${adjective.slice(0, -1)}y`
  if (adjective.endsWith('ic')) return `${adjective}ally`
  return adjective.endsWith('ll') ? `${adjective}y` : `${adjective}ly`
}
