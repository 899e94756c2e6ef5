import type { AspectBank } from './bank.js'

export const bass: AspectBank = {
  nouns: ['bass', 'bassline', 'bass line', 'bass playing~', 'low end'],
  good: {
    adjectives: ['fat', 'deep', 'funky', 'warm', 'bouncy', 'melodic', 'rubbery', 'huge', 'hypnotic', 'delicious'],
    clauses: [
      'love the bassline, {so funky|it walks like it owns the street|so deep}',
      'the bassline {carries|makes|holds together} the {whole|entire} song, {brilliant|beautifully}',
      'the bass {rumbles|purrs|growls} {wonderfully|in your chest}, {so warm|fantastic}',
      'the $n is {the real star|the hero|what makes it great}',
      'that bass slide $moment is {filthy|delicious|so cool}',
      'my {windows|speakers|subwoofer|neighbours} {felt|enjoyed} the bass, it is {huge|massive|glorious}',
      'not a boring bar in the {bass line|low end}',
      'the bass player is {criminally underrated|a genius|the secret weapon}',
      'the walking bass is {a delight|elegant|so smooth}',
      'the low end is {warm|round|satisfying}, {never boomy|just right}',
      'you could dance to the {bass|bassline} alone, {so groovy|that infectious}',
    ],
    expert: [
      'the bass {outlines the changes|leads the harmony} {beautifully|with great taste}',
      'the sub is {tight|clean} down to the bottom octave, {superb|impressive}',
      'lovely fretless tone, {singing|vocal} and {perfectly in tune|warm}',
      'the bass locks with the kick, {a deep|a superb} pocket',
    ],
  },
  bad: {
    adjectives: ['boomy', 'weak', 'inaudible', 'boring', 'farty', 'overpowering', 'lazy', 'flabby', 'droning'],
    clauses: [
      'where is the bass, it is {far too thin|so weak|practically missing}',
      'the bass {drones|farts|wobbles} {along|about} and {annoys|bores} me',
      'the bassline is {root notes only|as lazy as they come}, {boring|so dull}',
      'the $n is {a shapeless boom|one dull note|just rumble}, {unpleasant|bad}',
      'the bass {drowns|smothers} everything {$moment|}, {horrible|too much}',
      'the low end is {flabby|a muddy mess|weak}',
      'that wobble bass is {dated|tiresome|ridiculous}',
      'the $n isn’t {exactly|at all} {funky|tight}',
      'the bass player sounds {asleep|bored|lost}, {sorry|and it drags}',
      'my {car|phone|radio} just {rattles|buzzes} from the boomy bass',
    ],
    expert: [
      'the sub is {uncontrolled|bloated} around fifty hertz, {poor|unpleasant}',
      'the bass misses the change $moment, {sloppy|a clear mistake}',
      'all click, no fundamental, {a weak|an ugly} bass sound',
      'the bass drags {behind|against} the kick, {no pocket|a poor take}',
    ],
  },
  even: [
    'the bass is {there if you look for it|fine|okay}',
    'the bass line {follows the chords|keeps to the roots}, {fair enough|nothing more}',
    'the low end is {average|alright}',
  ],
}
