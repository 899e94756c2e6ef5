import type { AspectBank } from './bank.js'

export const originality: AspectBank = {
  nouns: ['style', 'approach', 'concept', 'songcraft~', 'idea'],
  good: {
    adjectives: ['fresh', 'original', 'bold', 'unique', 'daring', 'inventive', 'surprising', 'brave'],
    clauses: [
      'nobody else {sounds|does it} like this, {so original|truly unique|a fresh voice}',
      'the $n is {so fresh|truly original|bold}, {I had to play it again at once|bravo}',
      'I have {never|not} heard {a $genre song|anything} {quite like it|so inventive} {before|in years}',
      'the {time signature|sample|idea of a whistle solo|mix of styles} is {brilliant|so daring|a surprise}, {love it|and it works}',
      'not a copy of anyone, {a truly original style|just boldly themselves}',
      'for a song of $year it is {astonishingly|remarkably} {fresh|modern|bold}',
      'it breaks every rule {of $genre|in the book} and {wins|gets away with it}, {brilliant|so creative}',
      'it could only be $artist, {a unique sound|unmistakable and wonderful}',
      'the creativity {on display|here} is {stunning|inspiring|a joy}',
      'a {bold|brave|clever} idea, {beautifully|superbly} carried out',
    ],
    expert: [
      'a {genuinely|truly} original harmonic language',
      'it {subverts|reinvents} the form with {real wit|great skill}',
      'the odd metre is {inspired|brilliantly natural}, you never count',
    ],
  },
  bad: {
    adjectives: [
      'derivative',
      'stale',
      'unoriginal',
      'predictable',
      'tired',
      'formulaic',
      'generic',
      'recycled',
      'copycat',
      'dated',
    ],
    clauses: [
      'I have heard this {a thousand|a hundred} times {before|already}, {unoriginal|so generic|stale}',
      'it is {$otherSong|everything by $other} all over again, {only worse|just recycled and tired}',
      'zero originality, {painting by numbers|a formula|a copy of a copy}',
      'the $n is {stale|tired|older than my hat}, {sadly|yawn}',
      'generic $genre {by the yard|from the shelf}, {boring|how dull}',
      'not one {new|fresh|surprising} idea {in it|from start to end}',
      'it {copies|borrows|steals} from {$other|their own past} and adds {nothing|nothing good}',
      'playing it safe again, {so predictable|disappointing|what a bore}',
      'the $n is not {exactly|remotely} {fresh|new|bold}',
      'weird for the sake of weird, {pretentious|a silly gimmick}',
    ],
    expert: [
      'four stock chords, stock form, stock sounds, {utterly|wholly} derivative',
      'pastiche without {wit|affection}, {tired|stale}',
      'the innovation is a gimmick and a {poor|tired} one',
    ],
  },
  even: [
    'it is {classic|typical} $genre, {if you like that|nothing new, nothing offensive}',
    'not new, {not old either|but who cares}',
    'the style is {familiar|what $artist always does}, {fine|so be it}',
  ],
}
