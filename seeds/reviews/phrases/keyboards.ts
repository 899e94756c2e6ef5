import type { AspectBank } from './bank.js'

export const keyboards: AspectBank = {
  nouns: ['piano', 'keys+', 'keyboards+', 'synths+', 'organ', 'piano playing~', 'synth line'],
  good: {
    adjectives: [
      'lovely',
      'dreamy',
      'elegant',
      'sparkling',
      'warm',
      'tender',
      'shimmering',
      'playful',
      'lush',
      'graceful',
      'mesmerising',
    ],
    clauses: [
      'the piano {falls like rain|tiptoes in|glitters} $moment, {beautiful|so lovely}',
      'the {synth|organ|piano} line is {hypnotic|gorgeous|so pretty}',
      'the $n give%s it {a warm glow|so much warmth|a lovely shimmer}',
      'the organ {swells|hums|purrs} underneath and it is {heavenly|wonderful}',
      'the keys {sparkle|dance} {in every gap|around the voice}, {a delight|so tasteful}',
      'the piano solo is {breathtaking|elegant|full of grace}',
      'not one {heavy-handed|wrong} chord on the piano',
      'love the {electric piano|vintage synth|harpsichord|accordion-like organ}, {so warm|what a sound}',
      'the $n {%is the glue|hold%s it all together}, {beautifully understated|perfect}',
      'those {arpeggios|chords} are {mesmerising|dreamy|sublime}',
    ],
    expert: [
      'the voicings in the left hand are {rich|gorgeous}, all tenths and open fifths',
      'lovely touch on the piano, {feather light|beautifully pedalled}',
      'the filter sweep on the pad is {gorgeous|superbly timed}',
      'the comping is {witty|superb}, {never in the way|always listening}',
    ],
  },
  bad: {
    adjectives: ['cheesy', 'cheap', 'tinkly', 'dated', 'plodding', 'annoying', 'clunky', 'shrill', 'tacky', 'lifeless'],
    clauses: [
      'the {synths|keyboards} are {cheesy|tacky|straight from a toy shop}, {awful|sadly}',
      'the piano {plods|clunks|bangs} {along|through every bar}, {dull|heavy-handed}',
      'that {synth|organ} {drone|squeal} is {annoying|unbearable|too shrill}',
      'the $n sound%s {cheap|like a ringtone|like a lift}, {what a shame|bad}',
      'the piano is {out of tune|lifeless|a cheap sample}, and not {charmingly|in a nice way}',
      'the keyboard solo is {pointless|tedious|embarrassing}',
      'the $n %isnt {exactly|at all} {subtle|elegant}',
      'too much {tinkling|twinkling} on the piano, {irritating|it spoils the mood}',
      'the same {boring|cheap} arpeggio {runs|repeats} {for ever|till the end}',
    ],
    expert: [
      'a {factory|stock} preset with the filter wide open, {lazy|tacky}',
      'the left hand doubles the bass and makes it {muddy|heavy}',
      'the pedal is held {through every change|far too long}, {a blurry mess|sloppy}',
      'velocity is flat on every note, {a lifeless|an obviously programmed} piano',
    ],
  },
  even: [
    'the piano is {pleasant enough|okay|in the background}',
    'the synths are {of their time|fine}, {no strong feelings|and that is that}',
    'the keys {fill the gaps|are just there}, {nothing more|alright}',
  ],
}
