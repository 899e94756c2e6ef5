/** Compiles the product into dist/, with the data files it reads. `npm run build`; prepare.mjs asks it what is stale. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const stamp = join(dist, '.built-from')
const SOURCES = [
  'src',
  'nlp',
  'simd',
  'resolvers',
  'seeds',
  'bench',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** The stamp is written last, so an interrupted build counts as none. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()
}

/** False where the compiler found a fault, which it has printed. */
export function build() {
  const hash = sourceHash()
  rmSync(dist, { recursive: true, force: true })
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) return false
  mkdirSync(join(dist, 'nlp'), { recursive: true })
  if (existsSync(join(root, 'nlp', 'data'))) {
    cpSync(join(root, 'nlp', 'data'), join(dist, 'nlp', 'data'), { recursive: true })
  }
  for (const name of ['kernels.wasm', 'linear.wasm']) cpSync(join(root, 'simd', name), join(dist, 'simd', name))
  chmodSync(join(dist, 'src', 'main.js'), 0o755)
  writeFileSync(stamp, hash)
  return true
}

/** Of names and contents: modification times change with every checkout. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesUnder)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Of what the build reads; seeds/data is read where it lies. */
function filesUnder(path) {
  if (!existsSync(join(root, path)) || path === 'seeds/data') return []
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap(name => filesUnder(`${path}/${name}`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build() ? 0 : 1)
