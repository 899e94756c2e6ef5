import { expect, test } from '@jest/globals'
import { adjectiveForms, plural, verbForms } from '../../nlp/inflect.js'

test.each([
  ['soar', ['soar', 'soars', 'soared', 'soaring']],
  ['drag', ['drag', 'drags', 'dragged', 'dragging']],
  ['shine', ['shine', 'shines', 'shone', 'shined', 'shining']],
  ['annoy', ['annoy', 'annoys', 'annoyed', 'annoying']],
  ['bury', ['bury', 'buries', 'buried', 'burying']],
  ['fall', ['fall', 'falls', 'fell', 'fallen', 'falling']],
])('verb %s', (verb, forms) => {
  expect(verbForms(verb)).toEqual(forms)
})

test.each([
  ['lush', ['lush', 'lushly', 'lusher', 'lushest']],
  ['flat', ['flat', 'flatly', 'flatter', 'flattest']],
  ['catchy', ['catchy', 'catchily', 'catchier', 'catchiest']],
  ['terrible', ['terrible', 'terribly']],
  ['melodic', ['melodic', 'melodically']],
])('adjective %s', (adjective, forms) => {
  expect(adjectiveForms(adjective)).toEqual(forms)
})

test.each([
  ['mess', 'messes'],
  ['melody', 'melodies'],
  ['joy', 'joys'],
  ['hook', 'hooks'],
])('plural of %s is %s', (noun, many) => {
  expect(plural(noun)).toBe(many)
})
