import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Store } from '../store/ports.js'

/**
 * Is the demo catalogue to be loaded? Into an empty store; and again where its songs are there without a model: it is
 * trained on once it is complete, so its loading was cut short, and repeating it adds what is missing.
 * @param songsFile the demo's songs, JSON lines
 */
export async function demoIsDue(
  { songs, models }: Pick<Store, 'songs' | 'models'>,
  songsFile: string,
): Promise<boolean> {
  const { songCount } = await songs.catalogueTotals()
  if (songCount === 0) return true
  if ((await models.activeVersion()) !== null) return false
  for await (const line of createInterface({ input: createReadStream(songsFile) })) {
    const { id } = JSON.parse(line) as { id: string }
    return (await songs.get(id)) !== null
  }
  return false
}
