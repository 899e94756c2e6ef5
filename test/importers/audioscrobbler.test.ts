import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { OperatorError } from '../../src/domain/errors.js'
import { fixture, inFolder, ofKind, readAll, told } from './reading.js'

const FOLDER = fixture('audioscrobbler')

test('played artists become songs, before their plays; those without a name placeholders', async () => {
  const items = await readAll('audioscrobbler', FOLDER)
  const songs = ofKind(items, 'song')
  expect(songs.map(({ line, song, placeholder }) => [line, song.id, song.title, song.artist, placeholder])).toEqual([
    [1, '2001', 'The Owls', 'The Owls', false],
    [3, '2002', '"Nine" Lamps', '"Nine" Lamps', false],
    [9, '2006', 'Møtley Teacup', 'Møtley Teacup', false],
    [5, '2003', '2003', null, true],
    [11, '1003', '1003', null, true],
  ])
  expect(items.findIndex(item => item.kind === 'play')).toBeGreaterThan(
    items.findLastIndex(item => item.kind === 'song'),
  )
})

test('plays go to the id at the end of a chain of aliases', async () => {
  // 1002 → 1001 → 2001; 1003 is an alias of itself.
  const plays = ofKind(await readAll('audioscrobbler', FOLDER), 'play')
  expect(plays.map(({ line, play: { userId, songId, count } }) => [line, userId, songId, count])).toEqual([
    [1, '7', '2001', 3],
    [2, '7', '2001', 4],
    [3, '7', '2001', 5],
    [4, '7', '2002', 1],
    [5, '8', '2003', 2],
    [9, '8', '2006', 9],
    [11, '8', '1003', 6],
  ])
})

test('bad lines are told with their numbers, names of no use skipped', async () => {
  const items = await readAll('audioscrobbler', FOLDER)
  expect(ofKind(items, 'bad').map(told)).toEqual([
    'artist_alias.txt:4 good: 1002 is not accepted; use an id whose alias is not 2001 again',
    'artist_alias.txt:5 bad: 1001 is not accepted; give each id one alias',
    'artist_alias.txt:6 artist: "" is not accepted; use a whole number below 10,000,000,000',
    'artist_alias.txt:7 1 fields where a line has 2: bad<tab>good',
    'artist_data.txt:4 1 fields where a line has 2: artist<tab>name',
    'artist_data.txt:5 title: "" is not accepted; use at least one character that is not blank',
    'user_artist_data.txt:6 count: 0 is not accepted; use a whole number, 1 to 1,000,000',
    'user_artist_data.txt:7 artist: "x" is not accepted; use a whole number below 10,000,000,000',
    'user_artist_data.txt:8 2 fields where a line has 3: user artist count',
    'user_artist_data.txt:10 4 fields where a line has 3: user artist count',
  ])
  expect(ofKind(items, 'skipped').map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([
    'artist_alias.txt:3 alias of an artist to itself',
    'artist_data.txt:2 name of an artist under another id',
    'artist_data.txt:7 name of an artist without plays here',
    'artist_data.txt:8 name of an artist without plays here',
  ])
})

test('the small files may be packed, and go with those of the whole', async () => {
  const before = (await readAll('audioscrobbler', FOLDER)).map(({ kind, line }) => [kind, line])
  await inFolder(async folder => {
    await cp(FOLDER, folder, { recursive: true })
    const packed = gzipSync(await readFile(join(folder, 'user_artist_data.txt')))
    await rm(join(folder, 'user_artist_data.txt'))
    await writeFile(join(folder, 'user_artist_data_small.txt.gz'), packed)
    expect((await readAll('audioscrobbler', folder)).map(({ kind, line }) => [kind, line])).toEqual(before)
    await rename(join(folder, 'artist_data.txt'), join(folder, 'artist_data_small.txt'))
    expect((await readAll('audioscrobbler', folder)).map(({ kind, line }) => [kind, line])).toEqual(before)
  })
})

test('a folder that will not do', async () => {
  await inFolder(async folder => {
    await cp(FOLDER, folder, { recursive: true })
    await rm(join(folder, 'artist_alias.txt'))
    await expect(readAll('audioscrobbler', folder)).rejects.toThrow(OperatorError)
    await expect(readAll('audioscrobbler', folder)).rejects.toThrow(/there is no artist_alias\.txt in it; expected a/)
    await writeFile(join(folder, 'user_artist_data_small.txt'), '')
    await expect(readAll('audioscrobbler', folder)).rejects.toThrow(
      /several files could be the plays \(user_artist_data\.txt, user_artist_data_small\.txt\); leave one in the folder/,
    )
  })
})

test('whatever the aliases, plays go where a plain walk along them ends, and all of them have a song', async () => {
  const id = fc.integer({ min: 0, max: 9 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(id, id), { maxLength: 12 }), async pairs => {
      await inFolder(async folder => {
        const lines = (rows: readonly (readonly unknown[])[]) => rows.map(row => `${row.join('\t')}\n`).join('')
        const ids = Array.from({ length: 10 }, (_, index) => index)
        await writeFile(join(folder, 'artist_alias.txt'), lines(pairs))
        await writeFile(join(folder, 'artist_data.txt'), lines(ids.slice(0, 5).map(each => [each, `Artist ${each}`])))
        await writeFile(join(folder, 'user_artist_data.txt'), ids.map(each => `u ${each} 1\n`).join(''))
        const items = await readAll('audioscrobbler', folder)
        const refused = new Set(ofKind(items, 'bad').map(({ line }) => line))
        const better = new Map(pairs.filter(([bad, good], index) => bad !== good && !refused.has(index + 1)))
        const expected = ids.map(start => {
          let at = start
          for (let steps = 0; better.has(at); steps++) {
            if (steps > 10) throw new Error('the accepted aliases have a circle')
            at = better.get(at) ?? at
          }
          return `${at}`
        })
        expect(ofKind(items, 'play').map(({ play }) => play.songId)).toEqual(expected)
        expect(
          ofKind(items, 'song')
            .map(({ song }) => song.id)
            .sort(),
        ).toEqual([...new Set(expected)].sort())
      })
    }),
    { numRuns: 50 },
  )
})
