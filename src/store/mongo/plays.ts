import { type Page, type PageRequest, pageOf } from '../../domain/page.js'
import type { Play, PlayCount, PlayEvent } from '../../domain/play.js'
import { later, MOST_PLAYED } from '../common/play-counts.js'
import type { PlayOutcome, PlayStore } from '../ports.js'
import { explained } from './errors.js'
import { pairKey, pairsOf } from './keys.js'
import { countPlays, playCount } from './play-parts.js'
import type { Bodies, Tables } from './schema.js'
import { stream } from './stream.js'
import { loadCatalogue, type Unit } from './unit.js'
import type { Writer } from './writer.js'

export class MongoPlays implements PlayStore {
  constructor(
    private readonly writer: Writer,
    private readonly tables: Tables,
  ) {}

  record(plays: readonly Play[]): Promise<PlayOutcome[]> {
    return this.writer.write({
      weight: plays.length,
      load: unit =>
        Promise.all([
          unit.load(
            'plays',
            plays.map(({ userId, songId }) => pairKey(userId, songId)),
          ),
          unit.load(
            'users',
            plays.map(({ userId }) => userId),
          ),
          loadCatalogue(unit),
          loadEvents(unit, plays),
        ]),
      apply: unit => plays.map(play => recordOne(unit, play)),
    })
  }

  async get(userId: string, songId: string): Promise<PlayCount | null> {
    const [found] = await this.find({ _id: pairKey(userId, songId) })
    return found ?? null
  }

  ofUser(userId: string): Promise<PlayCount[]> {
    return this.find({ _id: pairsOf(userId) })
  }

  async pageOfUser(userId: string, page: PageRequest): Promise<Page<PlayCount>> {
    const { keyOf, compare } = MOST_PLAYED
    const sorted = (await this.ofUser(userId)).sort((a, b) => compare(keyOf(a), keyOf(b)))
    return pageOf(sorted, MOST_PLAYED, page)
  }

  async *all(): AsyncIterable<PlayCount> {
    for await (const body of stream(this.tables, 'plays')) yield playCount(body)
  }

  async *events(): AsyncIterable<PlayEvent> {
    for await (const { userId, eventId, songId } of stream(this.tables, 'events')) yield { userId, eventId, songId }
  }

  restoreEvents(events: readonly PlayEvent[]): Promise<('restored' | 'repeated' | 'unknownSong')[]> {
    return this.writer.write({
      weight: events.length,
      load: unit => loadEvents(unit, events),
      apply: unit =>
        events.map(event => {
          const { userId, eventId, songId } = event
          if (unit.get('songs', songId) === null) return 'unknownSong'
          const id = pairKey(userId, eventId)
          if (unit.get('events', id) !== null) return 'repeated'
          unit.put('events', id, { userId, eventId, songId })
          return 'restored'
        }),
    })
  }

  private async find(condition: object): Promise<PlayCount[]> {
    try {
      const found = await this.tables.plays.find(condition).sort({ _id: 1 }).lean()
      return found.filter(each => each.goneAt === undefined).map(each => playCount(each as Bodies['plays']))
    } catch (error) {
      throw explained(error)
    }
  }
}

/** Songs and events. */
function loadEvents(
  unit: Unit,
  plays: readonly { readonly userId: string; readonly songId: string; readonly eventId: string | null }[],
): Promise<unknown> {
  return Promise.all([
    unit.load(
      'songs',
      plays.map(({ songId }) => songId),
    ),
    unit.load(
      'events',
      plays.flatMap(({ userId, eventId }) => (eventId === null ? [] : [pairKey(userId, eventId)])),
    ),
  ])
}

function recordOne(unit: Unit, play: Play): PlayOutcome {
  const { userId, songId, eventId } = play
  if (unit.get('songs', songId) === null) return 'unknownSong'
  if (eventId !== null) {
    const id = pairKey(userId, eventId)
    if (unit.get('events', id) !== null) return 'repeated'
    unit.put('events', id, { userId, eventId, songId })
  }
  const id = pairKey(userId, songId)
  const before = unit.get('plays', id)
  const time = later(before?.lastPlayedAt?.getTime() ?? null, play.playedAt?.getTime() ?? null)
  const after = {
    userId,
    songId,
    count: (before?.count ?? 0) + play.count,
    lastPlayedAt: time === null ? null : new Date(time),
  }
  unit.put('plays', id, after)
  countPlays(unit, after, play.count, before === null ? 1 : 0)
  return 'recorded'
}
