import { realpathSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { SEED_DATA } from './folder.js'
import { makeSeeds, type Seeds } from './seeds.js'

/** Every file of `seeds/data` as text, by name. JSON lines in the import formats; `latent.json` is for tests alone. */
export function seedFiles(seeds: Seeds): Readonly<Record<string, string>> {
  return {
    'songs.jsonl': lines(seeds.songs.map(({ song }) => song)),
    'plays.jsonl': lines(seeds.plays),
    'reviews.jsonl': lines(seeds.reviews),
    'tags.jsonl': lines(seeds.tags),
    'latent.json': latent(seeds),
  }
}

const lines = (records: readonly unknown[]): string => records.map(record => `${JSON.stringify(record)}\n`).join('')

/** One user or song a line, so that a change shows as a change of lines. */
function latent({ users, songs }: Seeds): string {
  const table = (entries: readonly (readonly [string, unknown])[]) =>
    entries.map(([id, value]) => `${JSON.stringify(id)}:${JSON.stringify(value)}`).join(',\n')
  const ofUsers = table(users.map(user => [user.id, user.latent]))
  const ofSongs = table(songs.map(({ song, latent }) => [song.id, latent]))
  return `{"users":{\n${ofUsers}\n},"songs":{\n${ofSongs}\n}}\n`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  await mkdir(SEED_DATA, { recursive: true })
  for (const [name, text] of Object.entries(seedFiles(makeSeeds()))) {
    await writeFile(new URL(name, SEED_DATA), text)
    console.log(`${name}: ${text.split('\n').length - 1} lines, ${Buffer.byteLength(text)} bytes`)
  }
}
