/** Compiles simd/assembly to simd/kernels.wasm: `npm run kernels`. The output is committed; a test holds it to its source. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'simd')

/** The compiled bytes, always the same for the same source and compiler. */
export async function compileKernels() {
  // The compiler is for development only: what is installed for serving lacks it.
  const { default: asc } = await import('assemblyscript/asc')
  const files = new Map()
  const options = '-O3 --noAssert --runtime stub --importMemory --enable simd --use abort= --outFile kernels.wasm'
  const { error, stderr } = await asc.main(['kernels.ts', ...options.split(' ')], {
    readFile: name => (name === 'kernels.ts' ? readFileSync(join(folder, 'assembly', name), 'utf8') : null),
    writeFile: (name, contents) => files.set(name, contents),
    listFiles: () => [],
  })
  if (error) throw new Error(`${error.message}\n${stderr}`)
  return Buffer.from(files.get('kernels.wasm'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(folder, 'kernels.wasm'), await compileKernels())
}
