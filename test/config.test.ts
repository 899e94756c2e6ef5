import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { ConfigError, DEFAULTS, readConfig, type Settings } from '../src/config.js'

test('without settings it is safe and complete', () => {
  expect(readConfig({}, {})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    dataDir: './data',
    mongodbUri: null,
    auth: 'none',
    corsOrigins: [],
    logLevel: 'warn',
    bodyLimitBytes: 2 * 1024 * 1024,
    maxQueryDepth: 12,
    maxQueryComplexity: 10_000,
    tfBackend: null,
  })
})

test('flags win over the environment, and an empty variable counts as unset', () => {
  expect(readConfig({ PORT: '5000' }, { PORT: '6000', DATA_DIR: '/tmp/x', HOST: '' })).toMatchObject({
    port: 5000,
    dataDir: '/tmp/x',
    mongodbUri: null,
    host: '127.0.0.1',
  })
})

test('origins are a list', () => {
  expect(readConfig({ CORS_ORIGINS: 'https://a.example, http://localhost:8080' }, {}).corsOrigins).toEqual([
    'https://a.example',
    'http://localhost:8080',
  ])
})

test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST'])('%s is loopback', HOST => {
  expect(readConfig({}, { HOST }).host).toBe(HOST)
})

test.each(['0.0.0.0', '::', '192.168.1.4', 'music.example', '128.0.0.1', '127.evil.example', 'localhost.evil.example'])(
  '%s without a login refuses to start',
  HOST => {
    expect(() => readConfig({}, { HOST })).toThrow(
      new RegExp(`^HOST: "${HOST.replaceAll('.', '\\.')}" is not a loopback address, and with AUTH=none .*use 127`),
    )
  },
)

describe('what cannot be used is named with its value and the remedy', () => {
  test.each<[Settings, string]>([
    [{ PORT: '65536' }, 'PORT: "65536" is not accepted; use a whole number, 0 to 65535'],
    [{ PORT: '-1' }, 'PORT: "-1" is not accepted; use a whole number, 0 to 65535'],
    [{ PORT: '4e3' }, 'PORT: "4e3" is not accepted; use a whole number, 0 to 65535'],
    [{ HOST: 'a b' }, 'HOST: "a b" is not accepted; use an IP address or a host name, such as 127.0.0.1'],
    [{ DATA_DIR: ' ' }, 'DATA_DIR: " " is not accepted; use the path of a folder'],
    [{ AUTH: 'keys' }, 'AUTH: "keys" is not accepted; it is not in this version; use none and listen on loopback'],
    [{ AUTH: 'off' }, 'AUTH: "off" is not accepted; use none (keys and jwt are of a later version)'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS: "*" is not accepted; use origins such as https://shop.example'],
    [{ CORS_ORIGINS: 'https://a.example/' }, 'CORS_ORIGINS: "https://a.example/" is not accepted; use origins'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: "loud" is not accepted; use one of fatal, error, warn, info, debug, silent'],
    [{ BODY_LIMIT_BYTES: '1' }, 'BODY_LIMIT_BYTES: "1" is not accepted; use a whole number, 1024 to 1073741824'],
    [{ MAX_QUERY_DEPTH: '0' }, 'MAX_QUERY_DEPTH: "0" is not accepted; use a whole number, 1 to 100'],
    [{ MAX_QUERY_COMPLEXITY: 'x' }, 'MAX_QUERY_COMPLEXITY: "x" is not accepted; use a whole number, 1 to 1000000000'],
    [{ TF_BACKEND: 'cpu' }, 'TF_BACKEND: "cpu" is not accepted; use native or wasm, or unset it'],
  ])('%j', (environment, message) => {
    expect(() => readConfig({}, environment)).toThrow(ConfigError)
    expect(() => readConfig({}, environment)).toThrow(message)
  })

  test('a flag is named as the flag', () => {
    expect(() => readConfig({ LOG_LEVEL: 'loud' }, {})).toThrow(/^--log-level: "loud"/)
  })

  test('a connection string is never shown', () => {
    for (const MONGODB_URI of ['root:secret@db', 'postgres://root:secret@db', 'mongodb:///secret', 'mongodb:secret']) {
      expect(() => readConfig({}, { MONGODB_URI })).toThrow(/^MONGODB_URI: use mongodb:\/\/host:port\/database or/)
      expect(() => readConfig({}, { MONGODB_URI })).not.toThrow(/secret/)
    }
    expect(readConfig({}, { MONGODB_URI: 'mongodb://root:secret@db' }).mongodbUri).toBe('mongodb://root:secret@db')
  })
})

test('docs/configuration.md has a row for every variable, in order, with its default', () => {
  const rows = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|').map(cell => cell.trim().replaceAll('`', '')))
  expect(rows.map(([, name, initial]) => [name, initial])).toEqual(Object.entries(DEFAULTS))
})
