/*
 * Does the memory of an import grow with the file? Plays in the form of Audioscrobbler's, and ten times as many by as many
 * more users: once of the same artists, once of ten times as many. Each is imported by a process of its own, twice; the
 * second time must change nothing. Own memory leaves out pages of files, of which the store's are most: the system takes
 * those back when others need the room.
 * node dist/bench/import.js (Linux)
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { openApp, readConfig } from '../src/app.js'
import { seededRandom } from '../src/recommender/random.js'

const PLAYS_OF_USER = 1_000
const SAMPLE_MS = 50

interface Measured {
  readonly seconds: number
  /** In MB: highest seen. */
  readonly own: number
  readonly resident: number
  readonly recorded: number
  readonly repeated: number
}

const [, , source, dataDir] = process.argv
if (source !== undefined && dataDir !== undefined) console.log(JSON.stringify(await importing(source, dataDir)))
else {
  const folder = await mkdtemp(join(tmpdir(), 'linernotes-import-'))
  const small = await measured('once', 50, 30_000)
  const more = await measured('10 × the plays', 500, 30_000)
  const most = await measured('10 × the plays and the artists', 500, 300_000)
  await rm(folder, { recursive: true })
  console.log(`own memory: ${(more / small).toFixed(2)} × and ${(most / small).toFixed(2)} × that of the small file`)

  /** @returns own memory, in MB */
  async function measured(name: string, users: number, artists: number): Promise<number> {
    const written = join(folder, `${users}-${artists}`)
    await write(written, users, artists)
    const [first, second] = [1, 2].map(() => importedBy(written, join(written, 'store')))
    if (first.recorded !== users * PLAYS_OF_USER || second.recorded !== 0 || second.repeated !== first.recorded) {
      throw new Error(`${name}: plays were lost or counted twice: ${JSON.stringify([first, second])}`)
    }
    console.log(
      `${name}: ${first.recorded} plays of ${artists} artists, ${first.seconds.toFixed(1)} s (once more: ${second.seconds.toFixed(1)} s), ` +
        `own memory ${first.own.toFixed(0)} MB (${second.own.toFixed(0)}), with files' pages ${first.resident.toFixed(0)} MB`,
    )
    return first.own
  }
}

function importedBy(folder: string, store: string): Measured {
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder, store], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

async function importing(path: string, store: string): Promise<Measured> {
  let own = 0
  const sample = setInterval(() => {
    own = Math.max(own, Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]) / 1024)
  }, SAMPLE_MS)
  const app = await openApp(readConfig({ DATA_DIR: store }))
  const { plays, seconds } = await app.import('audioscrobbler', path)
  await app.close()
  clearInterval(sample)
  return { seconds, own, resident: process.resourceUsage().maxRSS / 1024, ...plays }
}

async function write(folder: string, users: number, artists: number): Promise<void> {
  await mkdir(folder)
  const random = seededRandom(1)
  function* plays(): Generator<string> {
    for (let user = 0; user < users; user++) {
      for (let i = 0; i < PLAYS_OF_USER; i++) {
        yield `${user} ${Math.floor(artists * random() ** 2)} ${1 + Math.floor(300 * random() ** 4)}\n`
      }
    }
  }
  await pipeline(Readable.from(plays()), createWriteStream(join(folder, 'user_artist_data.txt')))
  const names = Array.from({ length: artists }, (_, artist) => `${artist}\tArtist No. ${artist}\n`)
  await writeFile(join(folder, 'artist_data.txt'), names.join(''))
  // One id in fifty is a misspelling of the next.
  const aliases = names.flatMap((_, artist) => (artist % 50 === 1 ? [`${artist}\t${artist + 1}\n`] : []))
  await writeFile(join(folder, 'artist_alias.txt'), aliases.join(''))
}
