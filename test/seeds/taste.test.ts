import { describe, expect, test } from '@jest/globals'
import { affinity, liking } from '../../seeds/affinity.js'
import { makeCatalogue } from '../../seeds/catalogue.js'
import { makeUsers } from '../../seeds/users.js'
import { LATENT, PLAYS, REVIEWS, SONGS } from './data.js'

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length

/** Ranks from 0, ties sharing their mean rank. */
function ranks(values: readonly number[]): number[] {
  const order = values.toSorted((a, b) => a - b)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  order.forEach((value, rank) => {
    if (!first.has(value)) first.set(value, rank)
    last.set(value, rank)
  })
  return values.map(value => ((first.get(value) ?? 0) + (last.get(value) ?? 0)) / 2)
}

function spearman(xs: readonly number[], ys: readonly number[]): number {
  const [a, b] = [ranks(xs), ranks(ys)]
  const [ma, mb] = [mean(a), mean(b)]
  const product = (p: readonly number[], mp: number, q: readonly number[], mq: number) =>
    p.reduce((sum, each, i) => sum + (each - mp) * (q[i] - mq), 0)
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb))
}

describe('tastes', () => {
  const users = makeUsers()
  const songs = makeCatalogue()

  test('the helper, by hand: one swap of three is a correlation of one half', () => {
    expect(spearman([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 12)
  })

  test('every user plays songs of their two favourite genres more than chance would', () => {
    const genre = new Map(SONGS.map(song => [song.id, song.genres[0]]))
    for (const [userId, { genres }] of Object.entries(LATENT.users)) {
      const favourites = Object.keys(genres)
        .sort((a, b) => genres[b] - genres[a])
        .slice(0, 2)
      const songs = PLAYS.filter(play => play.userId === userId)
      const hits = songs.filter(play => favourites.includes(genre.get(play.songId) ?? '')).length
      // By chance a quarter, two genres of eight; beyond 2 standard deviations of a binomial draw of as many songs.
      const limit = songs.length / 4 + 2 * Math.sqrt(songs.length * (1 / 4) * (3 / 4))
      expect(hits).toBeGreaterThan(limit)
    }
  })

  test('the mean rating of a song follows its mean quality', () => {
    const bySong = new Map<string, number[]>()
    for (const { songId, rating } of REVIEWS)
      if (rating !== undefined) bySong.set(songId, [...(bySong.get(songId) ?? []), rating])
    const rated = [...bySong].filter(([, stars]) => stars.length >= 3)
    const quality = rated.map(([songId]) => mean(Object.values(LATENT.songs[songId].aspects)))
    expect(rated.length).toBeGreaterThan(200)
    // Users weigh aspects differently and err by .45 stars; three stars of spread between songs leave most of it.
    expect(
      spearman(
        quality,
        rated.map(([, stars]) => mean(stars)),
      ),
    ).toBeGreaterThan(0.8)
  })

  test('ratings follow the song seen with the weights of the user, better than the song alone', () => {
    const user = new Map(users.map(each => [each.id, each]))
    const song = new Map(songs.map(each => [each.song.id, each]))
    const rated = REVIEWS.flatMap(({ userId, songId, rating }) => {
      const [who, what] = [user.get(userId), song.get(songId)]
      return rating === undefined || who === undefined || what === undefined ? [] : [{ who, what, rating }]
    })
    const stars = rated.map(each => each.rating)
    const personal = spearman(
      rated.map(({ who, what }) => liking(who, what)),
      stars,
    )
    const alone = spearman(
      rated.map(({ what }) => mean(Object.values(what.latent.aspects))),
      stars,
    )
    expect(personal).toBeGreaterThan(alone + 0.05)
  })

  test('plays follow affinity, and there is more to recommend than the popular', () => {
    const listeners = new Map<string, number>()
    for (const { songId } of PLAYS) listeners.set(songId, (listeners.get(songId) ?? 0) + 1)
    const popular = [...songs].sort((a, b) => (listeners.get(b.song.id) ?? 0) - (listeners.get(a.song.id) ?? 0))
    const played = new Map(users.map(user => [user.id, new Set<string>()]))
    for (const { userId, songId } of PLAYS) played.get(userId)?.add(songId)
    for (const user of users) {
      const known = played.get(user.id) ?? new Set()
      const score = new Map(songs.map(song => [song, affinity(user, song)]))
      const level = (list: typeof songs) => mean(list.map(song => score.get(song) ?? Number.NaN))
      const unheard = songs.filter(song => !known.has(song.song.id))
      expect(level(songs.filter(song => known.has(song.song.id)))).toBeGreaterThan(level(unheard))
      const best = unheard.toSorted((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0)).slice(0, 20)
      const offered = popular.filter(song => !known.has(song.song.id)).slice(0, 20)
      expect(level(best)).toBeGreaterThan(level(offered))
    }
  })
})
