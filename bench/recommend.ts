/*
 * How many lists of 10 recommendations with reasons does a running server answer, beside bare Apollo Server on Fastify
 * that answers the same document with constants?
 * node dist/bench/recommend.js http://127.0.0.1:4000/graphql [user ids, separated by commas]
 * Users are drawn uniformly; 5 % of the requests come right after a play of the same user. Needs data and a model, and
 * leaves its plays there. Without ids: those among 1 to 2200 that are known, and the reviewers of the catalogue.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo from '@as-integrations/fastify'
import type { Request } from 'autocannon'
import fastify from 'fastify'
import { buildSchema } from 'graphql'
import { seededRandom } from '../src/recommender/random.js'
import { ask, load, print, someUsers } from './load.js'

const SECONDS = 10
const QUERY = `query ($user: ID!) { recommendations(userId: $user, first: 10) { recommendationId basis modelVersion
  edges { node { rank score baseline song { id title artist } contributions { kind value }
    reasons { kind text contribution aspect song { title } quote { text polarity } } } } } }`
const PLAY = 'mutation ($user: ID!, $song: ID!) { recordPlays(input: [{ userId: $user, songId: $song }]) { recorded } }'

const [role = '', list] = process.argv.slice(2)
if (role === 'bare') await serveConstants(JSON.parse(list ?? ''))
else await measure(role, list?.split(',') ?? (await someUsers(role)))

async function measure(url: string, users: string[]): Promise<void> {
  const random = seededRandom(1)
  const any = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T
  const { songs } = await ask<{ songs: { edges: { node: { id: string } }[] } }>(
    url,
    '{ songs(first: 100) { edges { node { id } } } }',
  )
  const recommend = (user: () => string) => request(QUERY, () => ({ user: user() }))

  let next = 0
  const amount = users.length
  const inTurn = [recommend(() => users[next++ % amount] as string)]
  print(`each of ${amount} users once, 16 connections`, await load({ url, connections: 16, amount, requests: inTurn }))

  // The context is the connection's own, so the list asked for is that of the user who played.
  const mixed: Request[] = [
    request(PLAY, context => {
      context.player = any(users)
      return { user: context.player, song: any(songs.edges).node.id }
    }),
    request(QUERY, ({ player }) => ({ user: player })),
    ...Array.from({ length: 19 }, () => recommend(() => any(users))),
  ]
  const answer = await ask(url, QUERY, { user: any(users) })
  const bare = fork(fileURLToPath(import.meta.url), ['bare', JSON.stringify(answer)])
  const [bareUrl] = (await once(bare, 'message')) as [string]
  for (const connections of [1, 16]) {
    const run = { connections, duration: SECONDS }
    const ours = await load({ ...run, url, requests: mixed }, text => !text.startsWith('{"data":{"recordPlays"'))
    const theirs = await load({ ...run, url: bareUrl, requests: [recommend(() => any(users))] })
    print(`${connections} connections`, ours)
    print(`${connections} connections, bare Apollo + Fastify`, theirs)
    console.log(`${connections} connections: ${((100 * ours.perSecond) / theirs.perSecond).toFixed(0)} % of bare`)
  }
  bare.kill()
}

function request(query: string, variables: (context: { player?: string }) => object): Request {
  return {
    setupRequest: (ready, context) => ({ ...ready, body: JSON.stringify({ query, variables: variables(context) }) }),
  }
}

/** Answers every request with the same data; tells its address to the parent. */
async function serveConstants(rootValue: unknown): Promise<void> {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
  const apollo = new ApolloServer({ schema, rootValue, plugins: [ApolloServerPluginCacheControlDisabled()] })
  await apollo.start()
  const app = fastify()
  await app.register(fastifyApollo(apollo))
  process.send?.(`${await app.listen({ port: 0 })}/graphql`)
}
