import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { type Architecture, factsOf, packageName, violations } from './architecture.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(read('package.json'))
const shipped = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })

/** The import table of docs/architecture.md. */
const RULES: Architecture = {
  layers: [
    {
      files: ['nlp/training'],
      may: ['nlp', 'simd', 'src/domain', 'src/importers', 'src/evaluation', 'src/recommender/random.ts'],
    },
    { files: ['simd'], may: [] },
    { files: ['nlp'], may: ['simd'] },
    { files: ['src/domain'], may: [] },
    { files: ['src/config.ts'], may: [] },
    { files: ['src/recommender'], may: ['src/domain', 'simd'] },
    { files: ['src/evaluation'], may: ['src/domain', 'src/recommender'] },
    { files: ['src/store'], may: ['src/domain'] },
    { files: ['src/importers'], may: ['src/domain'] },
    {
      files: ['src/services'],
      may: ['src/domain', 'nlp', 'src/recommender', 'src/evaluation', 'src/importers', 'src/store/ports.ts'],
    },
    { files: ['resolvers'], may: ['src/domain', 'src/services'], typesOnly: ['src/services'] },
    { files: ['src/server'], may: ['src/services', 'resolvers', 'src/config.ts'] },
    { files: ['src/app.ts'], may: ['src', 'nlp', 'resolvers', 'seeds'] },
    { files: ['src/cli'], may: ['src/app.ts'] },
    { files: ['src/main.ts'], may: ['src/cli'] },
    { files: ['seeds'], may: ['src', 'nlp'] },
  ],
  packages: [
    { packages: /^mongoose$/, only: ['src/store/mongo'] },
    { packages: /^lmdb$/, only: ['src/store/embedded'] },
    { packages: /^@tensorflow\//, only: ['src/recommender/ranker', 'nlp/training'] },
    { packages: /^(wink-.*|natural)$/, only: ['nlp'] },
  ],
  environment: ['src/config.ts'],
  dependencies: shipped,
}

const sources = new Map(
  ['src', 'nlp', 'resolvers', 'seeds', 'simd']
    .flatMap(folder => typeScriptUnder(folder))
    .map(file => [file, read(file)]),
)

test('every import follows the table', () => {
  expect(violations(sources, RULES)).toEqual([])
})

describe('a planted import is found', () => {
  test.each([
    ['import', 'src/domain/x.ts', "import { a } from '../store/ports.js'", 'imports src/store/ports.ts'],
    ['import of a type', 'src/domain/x.ts', "import type { A } from '../store/ports.js'", 'imports src/store/ports.ts'],
    ['bare import', 'nlp/x.ts', "import '../src/domain/song.js'", 'imports src/domain/song.ts'],
    ['dynamic import', 'src/server/x.ts', "await import('../store/ports.js')", 'imports src/store/ports.ts'],
    ['dynamic import, template', 'src/server/x.ts', 'await import(`../store/ports.js`)', 'imports src/store/ports.ts'],
    ['dynamic import, computed', 'src/server/x.ts', 'await import(name)', 'imports a computed name; write it out'],
    [
      'export from',
      'src/importers/x.ts',
      "export { a } from '../services/services.js'",
      'imports src/services/services.ts',
    ],
    ['export all', 'src/importers/x.ts', "export * from '../services/services.js'", 'imports src/services/services.ts'],
    ['require', 'src/importers/x.ts', "const a = require('../services/a.js')", 'imports src/services/a.ts'],
    ['require, resolved', 'src/importers/x.ts', "require.resolve('../services/a.js')", 'imports src/services/a.ts'],
    ['import equals', 'src/importers/x.ts', "import a = require('../services/a.js')", 'imports src/services/a.ts'],
    [
      'import type expression',
      'src/domain/x.ts',
      "type A = import('../store/ports.js').Store",
      'imports src/store/ports.ts',
    ],
    ['worker script', 'src/domain/x.ts', "new Worker(new URL('../cli/x.js', import.meta.url))", 'imports src/cli/x.ts'],
    ['inside a function', 'src/domain/x.ts', "const f = () => { if (a) import('lmdb') }", 'imports lmdb'],
    [
      'adapter',
      'src/services/x.ts',
      "import { a } from '../store/embedded/store.js'",
      'imports src/store/embedded/store.ts',
    ],
    ['training', 'nlp/analyze.ts', "import { a } from './training/x.js'", 'imports nlp/training/x.ts'],
    [
      'a command into the store',
      'src/cli/x.ts',
      "import '../store/embedded/store.js'",
      'imports src/store/embedded/store.ts',
    ],
    ['test helper', 'src/domain/x.ts', "import '../../test/architecture.js'", 'imports test/architecture.ts'],
    [
      'service by value',
      'resolvers/x.ts',
      "import { a } from '../src/services/services.js'",
      'imports more than types from src/services/services.ts',
    ],
    ['mongoose', 'src/services/x.ts', "import 'mongoose'", 'imports mongoose'],
    ['lmdb', 'src/store/mongo/x.ts', "import { open } from 'lmdb'", 'imports lmdb'],
    ['TensorFlow.js', 'src/services/x.ts', "await import('@tensorflow/tfjs-core')", 'imports @tensorflow/tfjs-core'],
    ['wink', 'src/services/x.ts', "import wink from 'wink-nlp'", 'imports wink-nlp'],
    [
      'natural',
      'src/recommender/x.ts',
      "import x from 'natural/lib/natural/stemmers/index.js'",
      'imports natural/lib/natural/stemmers/index.js',
    ],
    [
      'development package',
      'src/domain/x.ts',
      "import ts from 'typescript'",
      'imports typescript, which is not a dependency',
    ],
    ['environment', 'src/server/x.ts', 'const port = process.env.PORT', 'reads process.env'],
    ['environment by string', 'src/server/x.ts', "const port = process['env'].PORT", 'reads process.env'],
    ['environment, taken apart', 'src/server/x.ts', 'const { env } = process', 'reads process.env'],
    ['environment, global', 'src/server/x.ts', 'globalThis.process.env', 'reads process.env'],
    ['environment, imported', 'src/server/x.ts', "import { env } from 'node:process'", 'reads process.env'],
    ['outside the table', 'src/new/x.ts', "import '../domain/song.js'", 'is in no layer'],
  ])('%s', (_, file, source, fault) => {
    const rules = { ...RULES, dependencies: [...shipped, 'mongoose', 'natural', 'wink-nlp'] }
    expect(violations(new Map([[file, source]]), rules)).toEqual([`${file} ${fault}`])
  })

  test('among the real files', () => {
    const file = 'src/domain/song.ts'
    const planted = new Map(sources).set(file, `import '../store/ports.js'\n${sources.get(file)}`)
    const before = violations(sources, RULES)
    expect(violations(planted, RULES).filter(each => !before.includes(each))).toEqual([
      `${file} imports src/store/ports.ts`,
    ])
  })
})

test.each([
  ['a type of a service', 'resolvers/x.ts', "import type { Services } from '../src/services/services.js'"],
  ['a type of a service, inline', 'resolvers/x.ts', "import { type Services } from '../src/services/services.js'"],
  ['a comment or a text', 'src/domain/x.ts', "// import '../store/x.js'\nexport const a = \"import 'lmdb'\""],
  ['a data file', 'src/app.ts', "new URL('../seeds/data/songs.jsonl.gz', import.meta.url)"],
  ['its own folder', 'src/store/embedded/x.ts', "import { open } from 'lmdb'\nimport '../ports.js'"],
  ['decorators', 'resolvers/x.ts', '@A() class B { @C(() => D) e?: string; f(@G() g: string) {} }'],
])('%s is allowed', (_, file, source) => {
  expect(violations(new Map([[file, source]]), RULES)).toEqual([])
})

describe('dependencies', () => {
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|').map(cell => cell.trim().replaceAll('`', '')))
  const documented = rows.map(([, name, version]) => `${name} ${version}`)
  const all: Record<string, string> = {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  }

  test('each has a line in docs/dependencies.md with its exact version, and no other has', () => {
    expect(documented.toSorted()).toEqual(
      Object.entries(all)
        .map(([name, version]) => `${name} ${version}`)
        .sort(),
    )
  })

  test('each line has the licence of the package and a reason', () => {
    for (const [, name = '', , licence, why = ''] of rows) {
      if (manifest.optionalDependencies?.[name]) continue
      expect(`${name} ${JSON.parse(read(`node_modules/${name}/package.json`)).license}`).toBe(`${name} ${licence}`)
      expect(why.length).toBeGreaterThan(10)
    }
  })

  test('versions are exact', () => {
    expect(Object.values(all).filter(version => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('each runtime dependency is imported, or its line says whose peer it is', () => {
    const imported = new Set(
      [...sources.values()]
        .flatMap(source => factsOf(source).imports)
        .filter(({ to, typeOnly }) => to !== null && !typeOnly)
        .map(({ to }) => packageName(to ?? '')),
    )
    const unused = shipped.filter(name => !imported.has(name))
    const peers = rows.flatMap(([, name = '', , , why = '']) => {
      const of = /^peer of ([^\s,]+)/.exec(why)?.[1]
      return of && JSON.parse(read(`node_modules/${of}/package.json`)).peerDependencies?.[name] ? [name] : []
    })
    expect(unused.filter(name => !peers.includes(name))).toEqual([])
  })
})

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function typeScriptUnder(folder: string): string[] {
  let names: string[] = []
  try {
    names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  } catch {
    return [] // simd comes later
  }
  return names.filter(name => name.endsWith('.ts')).map(name => `${folder}/${name.replaceAll('\\', '/')}`)
}
