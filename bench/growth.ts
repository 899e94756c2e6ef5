/*
 * Does a training's time grow with the data, or faster? Trains on invented data of HetRec's size and on `times` as many plays,
 * each in a process of its own, and prints seconds and peak memory.
 * node dist/bench/growth.js [times = 10] [songs grow by = √times]
 * Users grow with the plays. Every user likes three of the tastes more than others, and a song is of one taste; within it few
 * songs have most of the plays, as in real data. The store is left out: what is timed is what the training's thread does.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { unnamedSong } from '../src/domain/song.js'
import type { TrainingData } from '../src/domain/training-data.js'
import { type Random, randomInteger, seededRandom } from '../src/recommender/random.js'
import { trainModel } from '../src/services/training.js'
import { TrainingDataBuilder } from '../src/services/training-data-builder.js'

const HETREC = { users: 1_892, songs: 17_632, songsOfUser: 49 }
const TASTES = 60
/** Chance that a user plays a song outside of their tastes. */
const STRAY = 0.15

interface Outcome {
  readonly seconds: number
  readonly megabytes: number
  readonly plays: number
}

const [times = '10', songTimes = String(Math.sqrt(Number(times))), role = ''] = process.argv.slice(2)
if (role === 'child') await trainOnce(Number(times), Number(songTimes))
else await compare(Number(times), Number(songTimes))

async function compare(grownBy: number, songsGrownBy: number): Promise<void> {
  const one = await inProcess(1, 1)
  const many = await inProcess(grownBy, songsGrownBy)
  print('1 ×', one)
  print(`${grownBy} ×`, many)
  const [time, data] = [many.seconds / one.seconds, many.plays / one.plays]
  console.log(`${data.toFixed(1)} × the plays take ${time.toFixed(1)} × the time, ${many.megabytes} MB at most`)
}

function print(what: string, { seconds, megabytes, plays }: Outcome): void {
  console.log(`${what}: ${plays} plays trained in ${seconds.toFixed(1)} s, peak memory ${megabytes} MB`)
}

async function inProcess(grownBy: number, songsGrownBy: number): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), [String(grownBy), String(songsGrownBy), 'child'])
  const [outcome] = (await once(child, 'message')) as [Outcome]
  return outcome
}

async function trainOnce(grownBy: number, songsGrownBy: number): Promise<void> {
  const data = invented(Math.round(HETREC.users * grownBy), Math.round(HETREC.songs * songsGrownBy), seededRandom(1))
  const started = performance.now()
  const { record } = await trainModel(data, { seed: 1, tfBackend: null, active: null, onProgress: () => {} })
  const seconds = (performance.now() - started) / 1000
  if (record.metrics.length === 0) throw new Error('the training measured nothing')
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  process.send?.({ seconds, megabytes, plays: data.plays.user.length } satisfies Outcome)
}

function invented(users: number, songs: number, random: Random): TrainingData {
  const builder = new TrainingDataBuilder()
  const idOf = (song: number) => `s${String(song).padStart(7, '0')}`
  for (let song = 0; song < songs; song++) {
    const genres = [`taste ${song % TASTES}`]
    builder.addSong({ ...unnamedSong(idOf(song)), artist: `a${Math.floor(song / 12)}`, genres })
  }
  for (let user = 0; user < users; user++) {
    const own = [0, 1, 2].map(() => randomInteger(random, TASTES))
    for (let i = 0; i < HETREC.songsOfUser; i++) {
      const taste = random() < STRAY ? randomInteger(random, TASTES) : (own[i % own.length] ?? 0)
      // A cube gives the first songs of a taste most of the plays.
      const song = taste + TASTES * Math.floor((songs / TASTES) * random() ** 3)
      builder.addPlays(`u${user}`, idOf(Math.min(song, songs - 1)), 1 + Math.floor(200 * random() ** 4))
    }
  }
  return builder.build()
}
