import { beforeAll, expect, test } from '@jest/globals'
import { linernotes, prepare } from './process.js'

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
