import autocannon, { type Client, type Options, type Request } from 'autocannon'

/** What a run of requests came to. Times in milliseconds. */
export interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/**
 * Sends `requests` in turn on every connection, each after the answer to the one before.
 * @param counts which answers are counted, by their text
 * @throws Error if any answer is an error
 */
export async function load(
  options: Pick<Options, 'url' | 'connections' | 'duration' | 'amount'> & { requests: Request[] },
  counts: (answer: string) => boolean = () => true,
): Promise<Load> {
  const times: number[] = []
  let failure: string | undefined
  let counted = false
  const onResponse = (status: number, answer: string) => {
    if (status !== 200 || answer.includes('"errors"')) failure ??= answer
    counted = counts(answer)
  }
  const result = await autocannon({
    ...options,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: options.requests.map(request => ({ ...request, onResponse })),
    // Told right after onResponse of the same answer.
    setupClient: (client: Client) => {
      client.on('response', (_status: number, _bytes: number, milliseconds: number) => {
        if (counted) times.push(milliseconds)
      })
    },
  })
  if (failure !== undefined || result.errors > 0) throw new Error(failure ?? `${result.errors} requests failed`)
  times.sort((a, b) => a - b)
  const quantile = (q: number) => times[Math.floor(q * (times.length - 1))] ?? Number.NaN
  return { perSecond: times.length / result.duration, p50: quantile(0.5), p99: quantile(0.99) }
}

export function print(what: string, { perSecond, p50, p99 }: Load): void {
  console.log(`${what}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`)
}

/** Asks one GraphQL question. */
export async function ask<T>(url: string, query: string, variables: object = {}): Promise<T> {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

/** Ids of users that are known: those among 1 to 2200, as HetRec numbers them, and the reviewers of the catalogue. */
export async function someUsers(url: string): Promise<string[]> {
  const found = new Set<string>()
  for (let from = 1; from < 2200; from += 100) {
    const numbers = Array.from({ length: 100 }, (_, i) => from + i)
    const query = `{ ${numbers.map(n => `u${n}: user(id: "${n}") { id }`).join(' ')} }`
    for (const user of Object.values(await ask<Record<string, { id: string } | null>>(url, query))) {
      if (user) found.add(user.id)
    }
  }
  const query =
    '{ songs(first: 40, orderBy: REVIEWS_DESC) { edges { node { reviews(first: 20) { edges { node { user { id } } } } } } } }'
  type Reviewers = { songs: { edges: { node: { reviews: { edges: { node: { user: { id: string } } }[] } } }[] } }
  const { songs } = await ask<Reviewers>(url, query)
  for (const { node } of songs.edges) for (const { node: review } of node.reviews.edges) found.add(review.user.id)
  if (found.size === 0) throw new Error('no users found; import some plays or reviews first')
  return [...found]
}
