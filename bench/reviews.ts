/*
 * How many reviews of about 50 words does a running server read and store in a second, one to a request?
 * node dist/bench/reviews.js http://127.0.0.1:4000/graphql
 * Use a server with songs whose store may be thrown away: the reviews stay there.
 */
import { seededRandom } from '../src/recommender/random.js'
import { ask, load, print } from './load.js'

const CONNECTIONS = 16
const SECONDS = 10
const WORDS = 50
const POST =
  'mutation ($input: ReviewInput!) { postReview(input: $input) { id analysis { sentiment { score label } opinions { canonicalAspect polarity } } } }'

const THINGS = ['vocals', 'lyrics', 'drums', 'bass line', 'guitar solo', 'mix', 'melody', 'production', 'chorus']
const VERDICTS = [
  'gorgeous',
  'muddy',
  'not bad',
  'really dull',
  'warm',
  'too loud',
  'brilliant',
  'forgettable',
  'tight',
]
const ASIDES = [
  'I heard it first on a long train ride home',
  'my sister plays it every single morning',
  'it reminds me of the summer we moved house',
  'after ten listens I still cannot decide',
]

const random = seededRandom(1)
const any = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? ''

function review(): string {
  const sentences: string[] = []
  let words = 0
  while (words < WORDS) {
    const sentence =
      random() < 0.3
        ? `Well, ${any(ASIDES)}.`
        : `The ${any(THINGS)} ${any(['is', 'sounds', 'feels'])} ${any(VERDICTS)}, but the ${any(THINGS)} is ${any(VERDICTS)}.`
    sentences.push(sentence)
    words += sentence.split(' ').length
  }
  return sentences.join(' ')
}

const [url = ''] = process.argv.slice(2)
type Songs = { songs: { edges: { node: { id: string } }[] } }
const { songs } = await ask<Songs>(url, '{ songs(first: 100) { edges { node { id } } } }')
const songIds = songs.edges.map(({ node }) => node.id)
let posted = 0
const requests = [
  {
    setupRequest: <T extends object>(request: T) => {
      const input = { userId: `bench-${process.pid}-${posted++}`, songId: any(songIds), text: review() }
      return { ...request, body: JSON.stringify({ query: POST, variables: { input } }) }
    },
  },
]
print(
  `reviews posted, ${CONNECTIONS} connections`,
  await load({ url, connections: CONNECTIONS, duration: SECONDS, requests }),
)
