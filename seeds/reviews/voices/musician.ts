import type { Voice } from './voice.js'

export const musician: Voice = {
  words: 55,
  habits: {
    lowercase: 0.12,
    typo: 0.008,
    exclaim: 0.08,
    ellipsis: 0.06,
    emoji: 0.05,
    dropArticle: 0,
    paragraph: 0.14,
    curly: 0.2,
  },
  expert: 0.38,
  adjectives: {
    good: [
      'killer',
      'monstrous',
      'spot on',
      'seriously good',
      'a lesson in taste',
      'so musical',
      'pro',
      'a joy to transcribe',
    ],
    bad: ['amateur hour', 'sloppy', 'lazy', 'not up to standard', 'phoned in', 'weak', 'hard to excuse', 'a mess'],
  },
  frames: {
    good: [
      'the $n %is $adj',
      'I {play|teach} for a living and the $n still impress%es me, so $plain',
      'we tried to cover this and could not get the $n half as $plain',
      'the $n $moment %is $plain, I {rewound|looped} it ten times',
      'steal from the $n, kids, %it %is $plain and $plainTwo',
      'the $n {serve%s the song|breathe%s}, $plain without {showing off|overplaying}',
      'my whole band {loves|envies} the $n, so $plain',
      'listen to the $n closely, $plain and $plainTwo',
      'take notes on the $n, %it %is $adj',
    ],
    bad: [
      'the $n %is $adj',
      'I {play|teach} for a living and would not {accept|hand in} $anyN this $plain',
      'my students do better than the $n here, {sorry|honestly}, so $plain',
      'the $n $moment %is $plain, I {winced|stopped there}',
      'one more take would have fixed the $n, so $plain',
      'the $n %doesnt serve the song, just $plain and $plainTwo',
      'nobody in the room {spoke up|cared} about the $n, $plain as %it %is',
      'the $n let%s the other players down, $plain',
    ],
  },
  openers: [
    'Bass player here, {twenty|fifteen|thirty} years of {weddings|pit orchestras|bar gigs}.',
    'We {rehearsed|covered} $song with my {wedding band|trio|school ensemble} {last month|in $month}.',
    'Transcribed $song {over the weekend|for a student|on a train}.',
    'A student brought $song to her {guitar|piano|drum|singing} lesson.',
    'I once {opened for|shared a van with} $artist, so I may be biased.',
    'Put my {producer|drummer|teacher} ears on for $song.',
    'Checked $song against the {chart|sheet} in the fake book of a friend.',
  ],
  asides: {
    good: [
      'The {turnaround|pickup|reharmonised line} $moment {cracked me up|is so tasty|made me grin}.',
      'We {stole|borrowed} that ending for our own set, {sorry $artist|no shame}.',
      'Harder than it sounds, {try it at tempo|believe me}.',
      'I prefer it to $otherSong, {which is saying something|and I love that one}.',
      '$other could learn {a thing or two|a lot} from this.',
    ],
    even: [
      'It would make a {good|nice} exercise for {second year|new} students.',
      'The demo must have been {better|rougher}, I suspect.',
      'Live it {works|breathes} more, I have been told.',
    ],
    bad: [
      'I have heard {soundchecks|warm-ups} with more {life|music} in them.',
      'We dropped it from the set {after one gig|before the first gig}.',
      'Compare $otherSong, same band, {real|actual} playing.',
      'Somebody was watching the clock that day.',
    ],
    any: [
      'For the curious, it goes to the {four minor|flat six|relative major} $moment.',
      'Capo on {two|three}, in case you want to play along.',
      'It sits around {ninety|a hundred and ten|a hundred and thirty} on the metronome, more or less.',
    ],
  },
  verdicts: {
    good: [
      '$song is {proper musicianship|a masterclass|on my students’ list}.',
      'If you play anything at all, {study|learn} $song.',
      'Hats off to {$artist|everyone on $song}, {great|beautiful} work.',
      '$song goes {in the set|on the practice playlist} {tonight|for sure}.',
    ],
    even: [
      'Good {bones|players}, {average|so-so} song, that is my take on $song.',
      '$song is {workmanlike|okay}, I have {played|heard} worse on a Saturday.',
      'Needs {another draft|an edit}, {but there is something in|though I hear promise in} $song.',
    ],
    bad: [
      '$song is {a waste of good players|poor work|a lazy job}.',
      'Would not {learn|cover|sit through} $song again for {double pay|free beer}.',
      'Back to the rehearsal room with $song, {please|seriously}.',
      '$song is how you {lose a crowd|empty a dance floor}.',
    ],
  },
  oneLiners: {
    good: [
      'Players, learn $song, the $n %is $plain.',
      '$song has $some, {killer|tasty} stuff.',
      'Worth transcribing $song just for the $plain $n.',
    ],
    even: [
      '$song is {decent|okay} playing, {average|plain} writing.',
      'Seen $song on a hundred set lists, it is {fine|alright}.',
    ],
    bad: [
      '$song is sloppy work, $some.',
      'My students play tighter than $song, the $n %is $plain.',
      'Dropped $song from our set, $some.',
    ],
  },
  turns: [
    '$a, but $b',
    '$good, pity $bad',
    '$a, so why is it that $b',
    'sure, $a, but $b',
    '$a, though to my ear $b',
    '$a, only $b',
  ],
}
