import { createHash } from 'node:crypto'
import { type Page, type PageRequest, pageOf } from '../../domain/page.js'
import type { Play, PlayCount, PlayEvent } from '../../domain/play.js'
import { later, MOST_PLAYED } from '../common/play-counts.js'
import type { PlayOutcome, PlayStore } from '../ports.js'
import type { Counts } from './counts.js'
import type { Environment } from './environment.js'
import type { PairPlays, Tables } from './schema.js'
import { stream } from './stream.js'

export class EmbeddedPlays implements PlayStore {
  constructor(
    private readonly environment: Environment,
    private readonly tables: Tables,
    private readonly counts: Counts,
  ) {}

  record(plays: readonly Play[]): Promise<PlayOutcome[]> {
    return this.environment.write(() => {
      const changed = new Set<string>()
      const outcomes = plays.map(play => {
        const outcome = this.recordOne(play)
        if (outcome === 'recorded') changed.add(play.songId)
        return outcome
      })
      if (changed.size > 0) this.tables.playLog.note(changed)
      return outcomes
    })
  }

  async get(userId: string, songId: string): Promise<PlayCount | null> {
    const value = this.tables.plays.get(userId, songId)
    return value === undefined ? null : playCount({ key: [userId, songId], value })
  }

  async ofUser(userId: string): Promise<PlayCount[]> {
    return Array.from(this.tables.plays.range([userId]), playCount)
  }

  async pageOfUser(userId: string, page: PageRequest): Promise<Page<PlayCount>> {
    const { keyOf, compare } = MOST_PLAYED
    const sorted = (await this.ofUser(userId)).sort((a, b) => compare(keyOf(a), keyOf(b)))
    return pageOf(sorted, MOST_PLAYED, page)
  }

  async *all(): AsyncIterable<PlayCount> {
    for await (const entry of stream(this.tables.plays)) yield playCount(entry)
  }

  async *events(): AsyncIterable<PlayEvent> {
    for await (const { key, value } of stream(this.tables.events)) {
      yield { userId: key[0], eventId: key[1], songId: value }
    }
  }

  restoreEvents(events: readonly PlayEvent[]): Promise<('restored' | 'repeated' | 'unknownSong')[]> {
    return this.environment.write(() =>
      events.map(event => {
        if (!this.tables.songs.has(event.songId)) return 'unknownSong'
        if (this.tables.events.has(event.userId, event.eventId)) return 'repeated'
        this.putEvent(event)
        return 'restored'
      }),
    )
  }

  /** Takes all plays and events from a song. For use within a write that removes the song. */
  removeSong(songId: string): void {
    const { plays, events, playsOfSong, songPlays } = this.tables
    for (const { key, value: eventId } of playsOfSong.range([songId])) {
      const [, userId, digest] = key
      playsOfSong.remove(...key)
      if (digest !== '') events.remove(userId, eventId)
      const count = plays.get(userId, songId)?.[0]
      if (count === undefined) continue
      this.counts.addToUser(userId, { plays: -count, songs: -1 })
      plays.remove(userId, songId)
    }
    songPlays.remove(songId)
  }

  /** Takes all plays and events of a user. For use within a write that erases them. @returns plays, and of which songs */
  removeUser(userId: string): { count: number; songIds: string[] } {
    const { plays, events, playsOfSong, songPlays } = this.tables
    for (const { key, value: songId } of events.range([userId])) {
      events.remove(...key)
      playsOfSong.remove(songId, userId, eventDigest(key[1]))
    }
    const own = Array.from(plays.range([userId]))
    let total = 0
    for (const { key, value } of own) {
      const [, songId] = key
      const [count] = value
      const [songCount, listenerCount] = songPlays.get(songId) ?? [0, 0]
      if (listenerCount > 1) songPlays.put([songId], [songCount - count, listenerCount - 1])
      else songPlays.remove(songId)
      plays.remove(...key)
      playsOfSong.remove(songId, userId, '')
      this.counts.addToUser(userId, { plays: -count, songs: -1 })
      total += count
    }
    return { count: total, songIds: own.map(({ key }) => key[1]) }
  }

  private putEvent({ userId, eventId, songId }: PlayEvent): void {
    this.tables.events.put([userId, eventId], songId)
    this.tables.playsOfSong.put([songId, userId, eventDigest(eventId)], eventId)
  }

  private recordOne({ userId, songId, count, playedAt, eventId }: Play): PlayOutcome {
    const { songs, plays, events, playsOfSong, songPlays } = this.tables
    if (!songs.has(songId)) return 'unknownSong'
    if (eventId !== null && events.has(userId, eventId)) return 'repeated'
    const before = plays.get(userId, songId)
    const isNew = before === undefined
    plays.put([userId, songId], [(before?.[0] ?? 0) + count, later(before?.[1] ?? null, playedAt?.getTime() ?? null)])
    if (eventId !== null) {
      this.putEvent({ userId, eventId, songId })
    } else if (isNew) {
      playsOfSong.put([songId, userId, ''], '')
    }
    const [songCount, listenerCount] = songPlays.get(songId) ?? [0, 0]
    songPlays.put([songId], [songCount + count, listenerCount + Number(isNew)])
    this.counts.addToUser(userId, { plays: count, songs: Number(isNew) })
    return 'recorded'
  }
}

function playCount({ key, value }: { key: readonly [string, string]; value: PairPlays }): PlayCount {
  const [userId, songId] = key
  const [count, time] = value
  return { userId, songId, count, lastPlayedAt: time === null ? null : new Date(time) }
}

/** 128 bits: no two events of one pair will be met that have the same. */
export function eventDigest(eventId: string): string {
  return createHash('sha256').update(eventId).digest('base64url').slice(0, 22)
}
