import { expect, test } from '@jest/globals'
// @ts-expect-error: a script without types
import { chosen, shown } from '../../scripts/reading-examples.mjs'

test('the middle review of each tenth, by song and user', () => {
  const reviews = Array.from({ length: 40 }, (_, i) => ({ songId: `s${String(i).padStart(2, '0')}`, userId: 'u' }))
  const ids = chosen([...reviews].reverse()).map((review: { songId: string }) => review.songId)
  expect(ids).toEqual(['s02', 's06', 's10', 's14', 's18', 's22', 's26', 's30', 's34', 's38'])
})

test('an analysis as a table, beside the line that was printed', () => {
  const line = JSON.stringify({
    sentiment: { score: -0.456, label: 'NEGATIVE', confidence: 0.4 },
    opinions: [
      {
        aspect: { text: 'a|b' },
        opinion: { text: 'muddy' },
        canonicalAspect: null,
        label: 'NEGATIVE',
        polarity: -0.5,
        negated: false,
      },
    ],
  })
  const page = shown({ songId: 's', userId: 'u', text: 'one\ntwo' }, line)
  expect(page).toContain('s, u, no stars\n\n> one\n> two\n\n**NEGATIVE**, score -0.46, confidence 0.40')
  expect(page).toContain('| a\\|b | muddy | – | NEGATIVE | -0.50 |  |')
  expect(page).toContain(line)
})
