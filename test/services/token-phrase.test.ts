import { expect, test } from '@jest/globals'
import { tokenPhrase } from '../../src/services/token-phrase.js'

test.each([
  [['artist:halogen moth', 'tag:club'], 'by Halogen Moth, tagged “club”'],
  [['tag:club', 'genre:jazz', 'tag:late night', 'decade:199'], 'tagged “club” and “late night”, jazz, from the 1990s'],
  [['tag:a:b', 'genre:folk', 'genre:jazz'], 'tagged “a:b”, folk and jazz'],
  [['album:halogen moth – wing span', 'attribute:tempo 5'], 'from “Wing Span”, alike in tempo'],
  [['attribute:beats per minute 1', 'attribute:energy 2'], 'alike in beats per minute and energy'],
])('%j', (tokens, phrase) => {
  expect(tokenPhrase(tokens, { artist: 'Halogen Moth', album: 'Wing Span' })).toBe(phrase)
})
