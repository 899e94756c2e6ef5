import { expect, test } from '@jest/globals'
import { type FormReading, formOf, perForm } from '../../nlp/forms.js'

const read = (written: string): FormReading => ({ word: written, kind: 'word', shouted: false, capital: false })

test('a form is read once, and what is known of it looked up once', () => {
  let reads = 0
  let finds = 0
  const counting = (written: string) => {
    reads++
    return read(written)
  }
  const lengthOf = perForm(({ written }) => {
    finds++
    return written.length
  })
  for (let i = 0; i < 3; i++) expect(lengthOf(formOf('once-read', counting))).toBe(9)
  expect([reads, finds]).toEqual([1, 1])
})

test('answers stay right when forms make room for others, and of forms too long to be kept', () => {
  const writtenOf = perForm(({ written }) => written)
  const early = formOf('early', read)
  expect(writtenOf(early)).toBe('early')
  let highest = 0
  for (let i = 0; i < 50_000; i++) {
    const form = formOf(`form ${i}`, read)
    highest = Math.max(highest, form.id)
    if (i % 1_000 === 0) expect([writtenOf(form), writtenOf(early)]).toEqual([`form ${i}`, 'early'])
  }
  expect(highest).toBeLessThanOrEqual(20_000)
  for (const end of ['a', 'b']) {
    const long = 'x'.repeat(100) + end
    expect(writtenOf(formOf(long, read))).toBe(long)
  }
})
