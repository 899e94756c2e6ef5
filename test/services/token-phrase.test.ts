import { expect, test } from '@jest/globals'
import { tokenPhrase } from '../../src/services/token-phrase.js'

test.each([
  [['artist:halogen moth', 'tag:club'], 'by Halogen Moth, tagged “club”'],
  [['tag:club', 'genre:jazz', 'tag:late night', 'decade:199'], 'tagged “club” and “late night”, jazz, from the 1990s'],
  [['tag:a:b', 'genre:folk', 'genre:jazz'], 'tagged “a:b”, folk and jazz'],
])('%j', (tokens, phrase) => {
  expect(tokenPhrase(tokens, { artist: 'Halogen Moth' })).toBe(phrase)
})
