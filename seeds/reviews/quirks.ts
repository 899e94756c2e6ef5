import { clamp, Random } from '../random.js'
import type { SeedUser } from '../users.js'
import type { Tone } from './plan.js'
import { VOICES } from './voices/index.js'
import type { Habits } from './voices/voice.js'

const EMOJI: Readonly<Record<Tone, readonly string[]>> = {
  good: ['🔥', '😍', '❤️', '🎶', '😭', '🙌', '👌', '✨', '🥰', '🎧', '💃'],
  even: ['🤷', '😐', '🎧', '🙂', '🤔'],
  bad: ['😬', '🙄', '😴', '👎', '💀', '🤢', '😩'],
}

/** Misspellings that people make, not slips of a machine. */
const MISSPELT: Readonly<Record<string, string>> = {
  definitely: 'definately',
  beautiful: 'beatiful',
  beautifully: 'beautifuly',
  rhythm: 'rythm',
  really: 'realy',
  weird: 'wierd',
  separate: 'seperate',
  guitar: 'gitar',
  melody: 'melodie',
  favourite: 'favorit',
  awful: 'awfull',
  wonderful: 'wonderfull',
  their: 'thier',
  because: 'becuase',
  friend: 'freind',
  until: 'untill',
  disappointing: 'dissapointing',
  disappointed: 'dissapointed',
  embarrassing: 'embarassing',
  which: 'wich',
  through: 'thru',
  though: 'tho',
  brilliant: 'briliant',
  unnecessary: 'unneccesary',
  believe: 'beleive',
  chorus: 'chorous',
  original: 'origional',
  exactly: 'exactley',
  absolutely: 'absolutly',
}

/** The register's habits, stronger or weaker for this user, the same in all their reviews. */
export function habitsOf(user: SeedUser): Habits {
  const random = new Random(`habits:${user.id}`)
  const habits = VOICES[user.register].habits
  const vary = (habit: number) => clamp(habit * Math.exp(0.5 * random.normal()), 0, 0.95)
  return {
    // Nearly all or nearly none of a user's reviews are in small letters.
    lowercase: random.chance(habits.lowercase) ? 0.9 : 0.02,
    typo: vary(habits.typo),
    exclaim: vary(habits.exclaim),
    ellipsis: vary(habits.ellipsis),
    emoji: vary(habits.emoji),
    dropArticle: vary(habits.dropArticle),
    // More than a third and the review falls apart into lines.
    paragraph: Math.min(0.35, vary(habits.paragraph)),
    curly: random.chance(habits.curly) ? 1 : 0,
  }
}

/** A clean text as this user would type it. */
export function restyle(text: string, tone: Tone, habits: Habits, random: Random): string {
  const words = text
    .replace(/['’]/g, habits.curly === 1 ? '’' : "'")
    .split(' ')
    .map(word => misspell(word, habits.typo, random))
  const spoken = words.filter(word => !/^(the|a|an)$/.test(word) || !random.chance(habits.dropArticle)).join(' ')
  const ended = spoken.replace(/\.(?= |$)/g, () =>
    random.chance(habits.exclaim) ? '!' : random.chance(habits.ellipsis) ? '...' : '.',
  )
  const broken =
    ended.length > 400
      ? ended.replace(/([.!?]) /g, (all, mark) => (random.chance(habits.paragraph) ? `${mark}\n\n` : all))
      : ended
  const cased = random.chance(habits.lowercase) ? broken.toLowerCase() : broken
  if (!random.chance(habits.emoji)) return cased
  // In place of the last full stop: an emoji by itself would be a sentence said a hundred times.
  const emoji = random.pick(EMOJI[tone])
  return `${cased.replace(/[.!]+$/, '')} ${random.chance(0.3) ? emoji + emoji : emoji}`
}

function misspell(word: string, chance: number, random: Random): string {
  const [, head, core, tail] = /^(\W*)(.*?)(\W*)$/s.exec(word) ?? []
  if (core === undefined || !/^[a-z]{4,}$/.test(core)) return word
  if (Object.hasOwn(MISSPELT, core) && random.chance(6 * chance)) return head + MISSPELT[core] + tail
  return random.chance(chance) ? head + slip(core, random) + tail : word
}

/** A slip of the finger inside a word: two letters swapped, one lost, or one doubled. */
function slip(word: string, random: Random): string {
  const at = random.int(1, word.length - 2)
  const kind = random.int(0, 2)
  if (kind === 0) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1)
  return word.slice(0, at) + word[at] + word.slice(at)
}
