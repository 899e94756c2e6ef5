import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { folder, linernotes, prepare } from './process.js'

beforeAll(prepare)

test('one analysis a line, for empty lines and broken bytes too', () => {
  const first = 'The vocals are gorgeous, the mix is muddy.'
  const input = Buffer.concat([
    Buffer.from(`${first}\n\r\n   \n`),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from('Ja, schön'),
  ])
  const { code, stdout, stderr } = linernotes(['analyze'], { input })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const lines = stdout.split('\n')
  expect(lines.pop()).toBe('')
  const analyses = lines.map(line => JSON.parse(line))
  expect(analyses).toHaveLength(5)
  for (const { sentiment, opinions, analyzerVersion } of analyses) {
    expect(['POSITIVE', 'NEUTRAL', 'NEGATIVE']).toContain(sentiment.label)
    expect(Array.isArray(opinions)).toBe(true)
    expect(typeof analyzerVersion).toBe('string')
  }
  expect(analyses[1]).toMatchObject({ sentiment: { score: 0, label: 'NEUTRAL' }, opinions: [] })
  for (const { aspect, opinion } of analyses[0].opinions) {
    expect(first.slice(aspect.start, aspect.end)).toBe(aspect.text)
    expect(first.slice(opinion.start, opinion.end)).toBe(opinion.text)
  }
  expect(analyses[0].opinions.map(({ aspect }: { aspect: { text: string } }) => aspect.text)).toEqual(['vocals', 'mix'])
})

test('no input, no output', () => {
  expect(linernotes(['analyze'])).toEqual({ code: 0, stdout: '', stderr: '' })
})

describe('--compare', () => {
  const store = folder()
  const lexicon = join(folder(), 'lexicon.json')
  const shipped = readFileSync(new URL('../../nlp/data/lexicon.json', import.meta.url), 'utf8')
  const compare = (...flags: string[]) => linernotes(['analyze', '--compare', lexicon, '--data-dir', store, ...flags])

  beforeAll(() => {
    const rows = (...lines: object[]) => lines.map(line => JSON.stringify(line)).join('\n')
    const songs = join(folder(), 'songs.jsonl')
    writeFileSync(songs, rows({ id: 's', title: 'S', artist: 'A' }))
    const reviews = join(folder(), 'reviews.jsonl')
    writeFileSync(
      reviews,
      rows(
        { userId: 'u1', songId: 's', text: 'The mix is muddy.' },
        { userId: 'u2', songId: 's', text: 'The vocals are gorgeous.' },
      ),
    )
    expect(linernotes(['import', 'songs', songs, '--data-dir', store]).code).toBe(0)
    expect(linernotes(['import', 'reviews', reviews, '--data-dir', store]).code).toBe(0)
  })

  test('tells which stored reviews another lexicon would change, and how; writes nothing', () => {
    const stored = linernotes(['stats', '--json', '--data-dir', store]).stdout
    const listed = JSON.parse(shipped)
    listed.adjectives['-4'] = 'muddy'
    for (const grade of Object.keys(listed.adjectives)) {
      if (grade !== '-4') listed.adjectives[grade] = without('muddy', listed.adjectives[grade])
    }
    writeFileSync(lexicon, JSON.stringify(listed))
    const { code, stdout, stderr } = compare()
    expect(code).toBe(0)
    expect(stderr).toContain('Reading the reviews with the other lexicon')
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^\S+ {2}NEGATIVE -0\.\d{4} → -0\.\d{4}$/)
    expect(lines[1]).toBe('    “The mix is muddy.”')
    expect(lines[2]).toMatch(/^ {4}~ mix: muddy NEGATIVE -0\.\d{4} → NEGATIVE -0\.\d{4}$/)
    expect(lines.slice(3)).toEqual([
      '1 of 2 reviews would change: 0 in label, 1 in score; 1 opinions. Nothing was written.',
      '',
    ])
    expect(linernotes(['stats', '--json', '--data-dir', store]).stdout).toBe(stored)

    const report = JSON.parse(compare('--json').stdout)
    expect(report).toMatchObject({ reviews: 2, changed: 1, labels: 0, scores: 1, opinions: 1 })
    expect(report.to).not.toBe(report.from)
    const [change] = report.changes
    expect(change).toMatchObject({ review: { userId: 'u1', songId: 's' }, gone: [], added: [] })
    expect(change.after.score).toBeLessThan(change.before.score)
    expect(change.shifted[0].after.polarity).toBeLessThan(change.shifted[0].before.polarity)
  })

  test('the lexicon in use changes nothing, and is told', () => {
    writeFileSync(lexicon, shipped)
    const { code, stdout } = compare()
    expect(code).toBe(0)
    expect(stdout).toMatch(/^0 of 2 reviews would change: .*\nIt is the lexicon that is in use\.\n$/)
    expect(JSON.parse(compare('--json').stdout)).toMatchObject({ changes: [], reviews: 2, changed: 0 })
  })

  test('a lexicon that cannot be used is refused with file, line, value and remedy', () => {
    writeFileSync(lexicon, shipped.replace('"-2"', '"minus two"'))
    const { code, stdout, stderr } = compare('--json')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /lexicon\.json, line \d+: "minus two" is no grade of "adjectives"; use a valence from -4 to 4\n$/,
    )
  })

  test('a store without --compare is wrong usage: nothing of it would be read', () => {
    const { code, stderr } = linernotes(['analyze', '--data-dir', store])
    expect(code).toBe(2)
    expect(stderr).toContain("'--data-dir' belongs to '--compare'")
  })
})

function without(word: string, words: string): string {
  return words
    .split(' ')
    .filter(each => each !== word)
    .join(' ')
}
