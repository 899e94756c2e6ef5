import type { Random } from '../random.js'

/** What `$name` stands for while a template is filled. */
export type Slots = Readonly<Record<string, string>>

const AGREEMENT: Readonly<Record<string, readonly [singular: string, plural: string]>> = {
  is: ['is', 'are'],
  isnt: ["isn't", "aren't"],
  was: ['was', 'were'],
  has: ['has', 'have'],
  does: ['does', 'do'],
  doesnt: ["doesn't", "don't"],
  it: ['it', 'they'],
  that: ['that', 'those'],
  s: ['s', ''],
  es: ['es', ''],
  ies: ['ies', 'y'],
}

/**
 * Fills a template: `{a|b|}` becomes one of its parts, nested ones first; `$name` the slot; `%is`, `%s` … agree with a
 * plural noun; `a(n)` becomes the article that suits the next word.
 * @throws RangeError for a slot or an agreement that is not there
 */
export function fill(template: string, slots: Slots, plural: boolean, random: Random): string {
  let text = template
  for (let group = /\{([^{}]*)\}/.exec(text); group !== null; group = /\{([^{}]*)\}/.exec(text)) {
    text = text.slice(0, group.index) + random.pick(group[1].split('|')) + text.slice(group.index + group[0].length)
  }
  return text
    .replace(/%([a-z]+)/g, (_, name: string) => known(AGREEMENT, name, template)[plural ? 1 : 0])
    .replace(/\$([a-zA-Z]+)/g, (_, name: string) => known(slots, name, template))
    .replace(/\ba\(n\) (["“]?[a-z])/gi, (_, next: string) => `${/[aeiou]/i.test(next) ? 'an' : 'a'} ${next}`)
    .replace(/ +/g, ' ')
    .replace(/ ([,.;!?])/g, '$1')
    .trim()
}

function known<T>(table: Readonly<Record<string, T>>, name: string, template: string): T {
  if (!Object.hasOwn(table, name)) throw new RangeError(`${name}: no such slot; correct the template “${template}”`)
  return table[name]
}

/** Sentences as the repetition rule counts them: cut at end marks and line breaks, trimmed, case folded. */
export function sentences(text: string): string[] {
  return text
    .split(/[.!?…\n]+/)
    .map(each => each.trim().toLowerCase())
    .filter(each => each !== '')
}

export const countWords = (text: string): number => text.split(/\s+/).filter(word => word !== '').length
