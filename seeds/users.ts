import { ASPECTS, type AspectName, GENRES, type Genre } from './genres.js'
import { clamp, Random, round } from './random.js'
import { REGISTERS, type Register } from './reviews/registers.js'

/** What a user likes, unseen by the product. */
export interface UserLatent {
  /** In [-1, 1]: dislikes to loves. */
  readonly genres: Readonly<Record<Genre, number>>
  /** How much each counts; they sum to 1. */
  readonly aspects: Readonly<Record<AspectName, number>>
  /** The year of the music they feel at home in. */
  readonly era: number
}

export interface SeedUser {
  readonly id: string
  readonly latent: UserLatent
  readonly register: Register
  /** Songs played. */
  readonly songs: number
  /** Reviews written. */
  readonly reviews: number
}

export const USERS = 250

/** Users with a plain, strong taste, for examples: what they love first. */
const PLAIN: Readonly<
  Record<string, { genres: readonly [Genre, Genre]; aspects: readonly [AspectName, AspectName]; register: Register }>
> = {
  mika: { genres: ['folk', 'jazz'], aspects: ['lyrics', 'vocals'], register: 'casual' },
  maya: { genres: ['electronic', 'pop'], aspects: ['production', 'bass'], register: 'fan' },
  otto: { genres: ['metal', 'rock'], aspects: ['guitar', 'drums'], register: 'musician' },
  ines: { genres: ['soul', 'jazz'], aspects: ['vocals', 'arrangement'], register: 'critic' },
  tariq: { genres: ['hip-hop', 'soul'], aspects: ['lyrics', 'drums'], register: 'teen' },
  greta: { genres: ['jazz', 'electronic'], aspects: ['mix', 'mood'], register: 'audiophile' },
}

const FRIENDLY = [
  ...Object.keys(PLAIN),
  'noor',
  'sam',
  'lena',
  'pavel',
  'rosa',
  'kofi',
  'yuki',
  'bram',
  'dara',
  'elif',
  'finn',
  'hana',
  'ivo',
  'jun',
  'kaya',
  'leif',
  'mina',
  'nils',
  'oona',
  'petra',
  'quentin',
  'rafa',
  'suki',
  'theo',
  'uma',
  'vera',
  'wim',
  'xenia',
  'yann',
  'zadie',
]

/** 250 users: 36 with a first name as id, then `user-037` and so on. */
export function makeUsers(): SeedUser[] {
  return Array.from({ length: USERS }, (_, index) => {
    const id = FRIENDLY[index] ?? `user-${String(index + 1).padStart(3, '0')}`
    const random = new Random(`user:${id}`)
    const plain = PLAIN[id]
    // Activity is heavy-tailed: most play a few dozen songs, a few play hundreds.
    const activity = Math.exp(0.5 * random.normal())
    const keen = Math.exp(0.7 * random.normal())
    return {
      id,
      latent: makeTaste(random, plain),
      register: plain?.register ?? random.pick(REGISTERS),
      songs: Math.round(clamp(plain ? 70 : 47 * activity, 18, 190)),
      reviews: Math.round(clamp(plain ? 16 : 8.8 * keen, 1, 60)),
    }
  })
}

function makeTaste(random: Random, plain: (typeof PLAIN)[string] | undefined): UserLatent {
  const ranked = plain
    ? [...plain.genres, ...GENRES.filter(genre => !plain.genres.includes(genre))]
    : random.sample(GENRES, GENRES.length)
  const genres = {} as Record<Genre, number>
  for (const genre of GENRES) {
    const place = ranked.indexOf(genre)
    const level = place === 0 ? 0.95 : place === 1 ? 0.6 : place === 2 ? 0.15 : -0.35
    genres[genre] = round(clamp(level + 0.12 * random.normal(), -1, 1), 2)
  }
  const raw = ASPECTS.map(aspect => Math.exp(plain?.aspects.includes(aspect) ? 2.6 : 1.1 * random.normal()))
  const sum = raw.reduce((total, each) => total + each, 0)
  const aspects = Object.fromEntries(ASPECTS.map((aspect, i) => [aspect, round(raw[i] / sum, 3)])) as Record<
    AspectName,
    number
  >
  return { genres, aspects, era: random.int(1978, 2022) }
}
