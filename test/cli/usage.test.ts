import { beforeAll, describe, expect, test } from '@jest/globals'
import { FORMATS } from '../../src/cli/import.js'
import { importers } from '../../src/importers/formats.js'
import { linernotes, prepare } from './process.js'

beforeAll(prepare)

const COMMANDS = [
  'serve',
  'import',
  'stats',
  'train',
  'recommend',
  'analyze',
  'evaluate',
  'models',
  'replay',
  'export',
  'restore',
  'erase-user',
  'doctor',
]

test('import offers what the importers know', () => {
  expect(FORMATS).toEqual(importers.map(({ name }) => name))
})

test('help lists every command, on stdout', () => {
  const { code, stdout, stderr } = linernotes(['--help'])
  expect(code).toBe(0)
  expect(stderr).toBe('')
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
})

test.each([...COMMANDS.map(command => [command]), ['models', 'list'], ['models', 'activate']])(
  'help of %s %s has an example',
  (...args) => {
    const { code, stdout, stderr } = linernotes([...args.filter(arg => arg !== undefined), '--help'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/Examples?:\n/)
    expect(stdout).toMatch(new RegExp(`linernotes ${args[0]}`))
  },
)

describe('wrong usage: exit code 2, the reason on stderr, nothing on stdout', () => {
  test.each<[string[], RegExp]>([
    [[], /Usage: linernotes/],
    [['play'], /unknown command 'play'/],
    [['stats', '--loud'], /unknown option '--loud'/],
    [['recommend'], /missing required argument 'userId'/],
    [['recommend', 'a', '-n', '0'], /Use a whole number, 1 to 100/],
    [['recommend', 'a', 'b'], /too many arguments/],
    [['import', 'mp3', 'x'], /'mp3' is invalid.*Allowed choices are.*lastfm-hetrec/],
    [['import', 'songs'], /missing required argument 'path'/],
    [['models'], /Usage: linernotes models/],
    [['evaluate'], /required option '--protocol <name>'/],
    [['evaluate', '--protocol', 'guess'], /'guess' is invalid/],
    [['evaluate', '--protocol', 'top-n-hash'], /top-n-hash needs --from/],
    [['evaluate', '--protocol', 'top-n-files', '--train', 'x'], /top-n-files needs --train <csv> and --test <csv>/],
    [['evaluate', '--protocol', 'top-n-hash', '--from', 'plays'], /Use <format>:<path>/],
    [['evaluate', '--protocol', 'sentiment'], /sentiment needs --from/],
    [
      ['evaluate', '--protocol', 'sentiment', '--from', 'sst2:x', '--core', '3'],
      /--core <n> is not for sentiment; it belongs to top-n-hash/,
    ],
    [['evaluate', '--protocol', 'top-n-hash', '--from', 'plays:x', '--diversity', '1.1'], /Use a number, 0 to 1/],
    [['evaluate', '--protocol', 'top-n-hash', '--from', 'plays:x', '--novelty', 'much'], /Use a number, 0 to 1/],
    [
      ['evaluate', '--protocol', 'rating', '--from', 'reviews:x', '--novelty', '1'],
      /--novelty <share> is not for rating; it belongs to top-n-hash/,
    ],
    [
      ['evaluate', '--protocol', 'top-n-hash', '--from', 'plays:x', '--models', 'best'],
      /models: "best" is not accepted; use some of popularity/,
    ],
    [['serve', '--port', 'x'], /--port: "x" is not accepted; use a whole number, 0 to 65535/],
    [['serve', '--host', '0.0.0.0'], /--host: "0.0.0.0" is not a loopback address, and with AUTH=none/],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = linernotes(args)
    expect(stderr).toMatch(message)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('a variable of the environment', () => {
    const { code, stderr } = linernotes(['stats'], { env: { LOG_LEVEL: 'loud' } })
    expect(stderr).toBe(
      'linernotes: LOG_LEVEL: "loud" is not accepted; use one of fatal, error, warn, info, debug, silent\n',
    )
    expect(code).toBe(2)
  })
})
