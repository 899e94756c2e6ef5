import { expect, test } from '@jest/globals'
import { remembered } from '../../nlp/remembered.js'

test('an answer is found once, also null; of a long text each time', () => {
  const asked: string[] = []
  const find = remembered(text => {
    asked.push(text)
    return text === 'none' ? null : text.length
  })
  const long = 'x'.repeat(41)
  for (const text of ['none', 'some', long, 'none', 'some', long])
    expect(find(text)).toBe(text === 'none' ? null : text.length)
  expect(asked).toEqual(['none', 'some', long, long])
})

test('answers stay right when others took their room', () => {
  const find = remembered(text => `${text}!`)
  for (let i = 0; i < 12_000; i++) expect(find(`text ${i}`)).toBe(`text ${i}!`)
  expect(find('text 0')).toBe('text 0!')
})
