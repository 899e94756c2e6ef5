import type { Contribution, Reason } from '../domain/recommendation.js'
import type { Quote } from '../domain/review.js'
import type { Song } from '../domain/song.js'
import { SESSION_DEFAULTS } from '../recommender/cf/session.js'
import { sharedTokens } from '../recommender/content.js'
import { likedAspect } from '../recommender/evidence.js'
import type { Listener } from '../recommender/listener.js'
import { likingOf } from '../recommender/reviewed-interactions.js'
import type { SongSequence } from '../recommender/sequences.js'
import type { SongBeliefs } from '../recommender/song-beliefs.js'
import type { HourlySongs } from '../recommender/time-of-day.js'
import type { UserHistory } from '../recommender/user-history.js'
import type { Store } from '../store/ports.js'
import type { ServedModel } from './active-model.js'
import type { CatalogueView } from './catalogue-view.js'
import { tokenPhrase } from './token-phrase.js'

/** What a reason can be drawn from. */
export interface Evidence {
  readonly store: Pick<Store, 'reviews'>
  readonly view: CatalogueView
  /** Null without a model. */
  readonly served: ServedModel | null
  readonly history: UserHistory
  /** `dislikedSongs` of the history. */
  readonly disliked: ReadonlySet<string>
  /** Null without a model. */
  readonly listener: Listener | null
  /** The present session; empty without one, null without a model. */
  readonly recent: SongSequence | null
  /** Null without a model, or where the hour tells nothing. */
  readonly hourly: HourlySongs | null
  /** Whether the hour says more for the song than the present session. */
  readonly isOfHour: boolean
  /** `tokenProfile` of the listener's history. Null without a model. */
  readonly profile: Float32Array | null
  readonly beliefs: SongBeliefs
}

/** Songs they wrote a bad review of. */
export function dislikedSongs({ reviews }: UserHistory): ReadonlySet<string> {
  const disliked = reviews.filter(
    ({ rating, analysis }) => likingOf({ rating, sentiment: analysis.sentiment.score }) < 0,
  )
  return new Set(disliked.map(review => review.songId))
}

type Told = Pick<Reason, 'text'> & Partial<Reason>

/** Quotes looked at for one that praises. */
const QUOTES_READ = 5
/** Shared tokens that a sentence names. */
const NAMED_TOKENS = 2

/** One reason for each contribution that spoke for the song and that words can be found for, most first. */
export async function reasonsFor(
  song: Song,
  contributions: readonly Contribution[],
  evidence: Evidence,
): Promise<Reason[]> {
  const speaking = contributions.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)
  const reasons = await Promise.all(
    speaking.map(async ({ kind, value }) => {
      const told = await tell(kind, song, evidence)
      return told && { aspect: null, song: null, quote: null, ...told, kind, contribution: value }
    }),
  )
  return reasons.filter(reason => reason !== null)
}

async function tell(kind: Contribution['kind'], song: Song, evidence: Evidence): Promise<Told | null> {
  switch (kind) {
    case 'SIMILAR_SONGS':
      return similarSong(song, evidence)
    case 'SIMILAR_LISTENERS':
      return { text: `Listeners whose taste resembles yours come back to “${song.title}”.` }
    case 'CONTENT':
      return content(song, evidence)
    case 'ASPECTS':
      return aspects(song, evidence)
    case 'SENTIMENT':
      return sentiment(song, evidence)
    case 'CONTEXT':
      return evidence.isOfHour ? hour(song, evidence) : session(song, evidence)
    case 'POPULARITY':
      return popularity(song, evidence)
    case 'NOVELTY':
      return novelty(song, evidence)
    default:
      return null
  }
}

/** The song of the history that adds most to the item kNN score, but for those they wrote a bad review of. */
function similarSong(song: Song, { view, served, listener, history, disliked }: Evidence): Told | null {
  const at = served?.index.get(song.id)
  if (!served || !listener || at === undefined) return null
  const { songs, values } = listener.history
  const gains = served
    .cosines(at, songs)
    .map((cosine, i) => (disliked.has(served.songIds[songs[i]]) ? 0 : Math.log1p(values[i]) * cosine))
  const best = gains.reduce((most, gain, i) => (gain > gains[most] ? i : most), 0)
  const known = gains[best] > 0 ? view.song(served.songIds[songs[best]]) : undefined
  if (!known) return null
  const isOf = ({ songId }: { readonly songId: string }) => songId === known.id
  // A song of the present session alone is played, though nobody recorded it yet.
  const verb = history.plays.some(isOf) || !history.reviews.some(isOf) ? 'play' : 'like'
  return { text: `Those who ${verb} “${known.title}”, as you do, also ${verb} this.`, song: known }
}

/** Names the song of the session whose listeners are most like this one's, the later the sooner. */
function session(song: Song, { view, served, recent }: Evidence): Told | null {
  const at = served?.index.get(song.id)
  if (!served || !recent || at === undefined) return null
  const { songs, steps } = recent
  const last = steps[steps.length - 1]
  const gains = served.cosines(at, songs).map((cosine, i) => cosine * SESSION_DEFAULTS.decay ** (last - steps[i]))
  const best = gains.reduce((most, gain, i) => (gain > gains[most] ? i : most), 0)
  const known = gains[best] > 0 ? view.song(served.songIds[songs[best]]) : undefined
  if (!known) return { text: 'Goes with what you are listening to now.' }
  return { text: `Goes with “${known.title}”, which you are listening to now.`, song: known }
}

/** Kernel weight from which on a song was played at this hour, in the words of a reason: within some two and a half hours. */
const AT_THIS_HOUR = 0.5

/** Names the song played around this hour, but for those they wrote a bad review of, whose listeners are most like this one's. */
function hour(song: Song, { view, served, hourly, disliked }: Evidence): Told | null {
  const at = served?.index.get(song.id)
  if (!served || !hourly || at === undefined) return null
  const { songs, nearness } = hourly
  const isNamed = (other: number, i: number) =>
    other !== at && nearness[i] >= AT_THIS_HOUR && !disliked.has(served.songIds[other])
  const gains = served.cosines(at, songs).map((cosine, i) => (isNamed(songs[i], i) ? nearness[i] * cosine : 0))
  const best = gains.reduce((most, gain, i) => (gain > gains[most] ? i : most), 0)
  const known = gains[best] > 0 ? view.song(served.songIds[songs[best]]) : undefined
  if (!known) return { text: 'More like what you play around this time of day than like the rest.' }
  return { text: `Around this time of day you play songs like “${known.title}”.`, song: known }
}

function content(song: Song, { served, profile }: Evidence): Told | null {
  const at = served?.index.get(song.id)
  if (!served || !profile || at === undefined) return null
  const named = sharedTokens(served.models.content, profile, at).slice(0, NAMED_TOKENS)
  return named.length > 0 ? { text: `Like much of what you listen to: ${tokenPhrase(named, song)}.` } : null
}

async function aspects(song: Song, { store, served, listener, beliefs }: Evidence): Promise<Told | null> {
  const at = served?.index.get(song.id)
  const aspect = listener && at !== undefined ? likedAspect(at, beliefs, listener) : null
  if (aspect === null) return null
  const quote = await praise(store, song, aspect)
  // The root of the aspect tree stands for the song itself.
  const praised = aspect === 'whole' ? 'it as a whole' : `its ${aspect}, which you care about`
  return { text: `Reviewers speak well of ${praised}.`, aspect, quote }
}

async function sentiment(song: Song, { store, view }: Evidence): Promise<Told | null> {
  const { reviewCount, sentiment, aspects } = view.profile(song.id)
  if (reviewCount === 0) return null
  const praised = aspects.toSorted((a, b) => b.positive - a.positive)[0]
  const quote = praised && praised.positive > 0 ? await praise(store, song, praised.aspect) : null
  const share = Math.round(100 * sentiment.positive)
  const text =
    reviewCount === 1 ? 'Its one review is positive.' : `${share} % of its ${reviewCount} reviews are positive.`
  return sentiment.positive > 0 ? { text, aspect: quote ? praised.aspect : null, quote } : null
}

/** The most telling quote that praises the aspect; null where none does. */
async function praise({ reviews }: Pick<Store, 'reviews'>, song: Song, aspect: string): Promise<Quote | null> {
  const quotes = await reviews.quotes(song.id, aspect, QUOTES_READ)
  return quotes.find(quote => quote.polarity > 0) ?? null
}

function popularity(song: Song, { view }: Evidence): Told | null {
  const { listenerCount, reviewCount } = view.totals(song.id)
  if (listenerCount > 0) return { text: `Popular: ${counted(listenerCount, 'listener')}.` }
  return reviewCount > 0 ? { text: `Much talked about: ${counted(reviewCount, 'review')}.` } : null
}

function novelty(song: Song, { view }: Evidence): Told {
  const { listenerCount } = view.totals(song.id)
  return {
    text: listenerCount > 0 ? `Off the beaten track: ${counted(listenerCount, 'listener')}.` : 'Off the beaten track.',
  }
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
