import type { Genre } from './genres.js'
import type { Random } from './random.js'
import { TITLE_WORDS } from './title-words.js'

/** `K` a kind, `T` a thing, `S` another thing, `P` a place. Every genre has forms of its own beside the shared ones. */
const SHARED_FORMS = ['K T', 'The K T', 'T at P', 'Under P', 'My K T', 'Back to P', 'T and S', 'One More T', 'No K T']

const SONG_FORMS: Readonly<Record<Genre, readonly string[]>> = {
  rock: [
    'Three Miles from P',
    'Diesel and T',
    'K All Over',
    'Kick the T',
    'T Down',
    'Leave a Light at P',
    'Burn the T',
    'Nobody Told the T',
    'Drive Past P',
    'T on Fire',
    'Half a T',
    'Not the T I Knew',
    'Get Off My T',
    'K by Morning',
  ],
  pop: [
    'You and the K T',
    'Meet Me by P',
    'A K Kind of T',
    'If I Were a T',
    'Dance around P',
    'Call It a T',
    'K Enough',
    'T, T, T',
    'Give Back My T',
    'Kiss Me under P',
    'Wish I Had a T',
    'Two Tickets to P',
    'Oh My T',
    'K Summer',
  ],
  'hip-hop': [
    'How to Fold a T',
    'T Number Nine',
    'K T (Freestyle)',
    'Pay the T',
    'Everybody at P',
    'T over S',
    "Grandma's T",
    'K Talk',
    'Outside P',
    'Ask the T',
    'T, T & S',
    'Ten Rules for the T',
    'Still at P',
    'No Change for the T',
  ],
  electronic: [
    'T 04',
    'K Drift',
    'T (Long Form)',
    'K T Interlude',
    'Return to P',
    'T / S',
    'Phase of the T',
    'K Loop',
    'P by Night',
    'Slow T',
    'T without S',
    'Inside P',
    'K Hours',
    'T Refraction',
  ],
  jazz: [
    'Seven T Variations',
    'T, Revisited',
    'Goodnight, P',
    'Blues for a K T',
    'Waltz for P',
    'The Last T of Autumn',
    'K Detour',
    'Rain over P',
    'Who Took My T',
    'T in Three',
    'Conversation with a T',
    'Late Set at P',
    'K and Easy',
    'Ballad of the T',
  ],
  folk: [
    'Letter from P',
    'The T Knows',
    'When the T Comes Down',
    'Somewhere Past P',
    "Don't Wake the T",
    'Carry Me to P',
    'The Year of the T',
    'Come Home by P',
    'What the T Said',
    'The T and the S',
    'Lay Me by P',
    'Daughter of the T',
    'K Morning',
    'Fare Thee Well, P',
  ],
  metal: [
    'A T Called S',
    'Twelve Ways to Lose a T',
    'Hail the T',
    'Siege of P',
    'T of the K',
    'March on P',
    'K Ascension',
    'The T Must Fall',
    'Blood on the T',
    'Beneath P',
    'K Unto Dust',
    'Forged in P',
    'Wrath of the T',
    'T Eternal',
  ],
  soul: [
    'Please Return My T',
    'Between P and You',
    'K T Blues',
    'Give Me That T',
    'Sunday at P',
    'Sweet, Sweet T',
    'Baby, the T',
    'Every T in P',
    'Take Me Down to P',
    'K Woman, K Man',
    'T of Mine',
    'Hold the T, Darling',
    'K as Can Be',
    "Ain't No T",
  ],
}

const ALBUM_FORMS = [
  'K T',
  'The T Sessions',
  'T & S',
  'Live from P',
  'Songs for a K T',
  'A Short History of the T',
  'Notes from P',
  'K Days, K Nights',
  'The T Collection',
  'Maps of P',
  'T Season',
  'All the K Hours',
  'Beyond P',
  'The K Year',
  'A Field Guide to P',
  'T Studies',
  'K on Both Sides',
  'Eleven Views of P',
  'The T and the S',
  'Postmarked P',
]

/** A title of a song that is not in `taken`, and is from now on. */
export const songTitle = (genre: Genre, random: Random, taken: Set<string>): string =>
  fresh([...SHARED_FORMS, ...SONG_FORMS[genre], ...SONG_FORMS[genre]], genre, random, taken)

export const albumTitle = (genre: Genre, random: Random, taken: Set<string>): string =>
  fresh(ALBUM_FORMS, genre, random, taken)

/** Made of the genre's words. */
function fresh(forms: readonly string[], genre: Genre, random: Random, taken: Set<string>): string {
  const words = TITLE_WORDS[genre]
  for (;;) {
    const [thing, other] = random.sample(words.things, 2)
    const parts: Record<string, string> = {
      K: random.pick(words.kinds),
      T: thing,
      S: other,
      P: random.pick(words.places),
    }
    const title = random.pick(forms).replace(/\b[KTSP]\b/g, letter => parts[letter])
    const cased = title.replace(/\b(a) (?=[AEIOU])/gi, '$1n ').replace(/^[a-z]/, first => first.toUpperCase())
    if (!taken.has(cased)) {
      taken.add(cased)
      return cased
    }
  }
}
