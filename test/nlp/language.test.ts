import { expect, test } from '@jest/globals'
import { analyze } from '../../nlp/analyze.js'

test.each([
  ['en', 'The album is one of the best that I have heard.'],
  ['de', 'Das ist ein sehr schönes Album und die Stimme ist nicht schlecht.'],
  ['fr', 'Cette chanson est très belle et les paroles ne sont pas mal du tout.'],
  ['es', 'Esta canción es muy buena, pero la letra no me gusta para nada.'],
  ['it', 'Questa canzone è molto bella, ma il testo non mi piace per niente.'],
  ['pt', 'Esta música é muito boa, mas a letra não é para mim.'],
  ['nl', 'Dit is een heel mooi nummer, maar de tekst is niet zo goed.'],
  ['cs', 'Tato skladba je velmi dobrá, ale text se mi nelíbí.'],
  ['hu', 'Ez a dal nagyon szép, de a szöveg nem olyan jó.'],
  ['ro', 'Această piesă este foarte bună, dar versurile nu sunt pentru mine.'],
  ['id', 'Lagu ini sangat bagus, tapi liriknya tidak untuk saya.'],
  ['ja', 'この曲は本当に素晴らしいです。'],
  ['zh', '这首歌非常好听。'],
  ['ko', '이 노래는 정말 좋아요.'],
  ['ru', 'Эта песня просто великолепна.'],
  ['ar', 'هذه الأغنية رائعة جدا'],
  ['el', 'Αυτό το τραγούδι είναι υπέροχο.'],
  ['he', 'השיר הזה נהדר.'],
  [null, ''],
  [null, 'Wow'],
  [null, '🎸🎸🎸'],
])('%s: %s', (language, text) => {
  expect(analyze(text).language).toBe(language)
})

test('a language other than English is named, not read', () => {
  const { sentiment, opinions } = analyze('Das ist ein super Album und die Stimme ist perfect und brilliant.')
  expect(sentiment).toEqual({ score: 0, label: 'NEUTRAL', confidence: 0 })
  expect(opinions).toEqual([])
})
