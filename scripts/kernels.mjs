/** Compiles simd/assembly to simd/*.wasm: `npm run kernels`. The output is committed; a test holds it to its source. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'simd')

export const KERNELS = ['kernels', 'linear']

/** The compiled bytes, always the same for the same source and compiler. */
export async function compileKernels(name) {
  // The compiler is for development only: what is installed for serving lacks it.
  const { default: asc } = await import('assemblyscript/asc')
  const files = new Map()
  const options = '-O3 --noAssert --runtime stub --importMemory --enable simd --use abort= --outFile out.wasm'
  const { error, stderr } = await asc.main([`${name}.ts`, ...options.split(' ')], {
    readFile: file => {
      const path = join(folder, 'assembly', file)
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    },
    writeFile: (file, contents) => files.set(file, contents),
    listFiles: () => [],
  })
  if (error) throw new Error(`${error.message}\n${stderr}`)
  return Buffer.from(files.get('out.wasm'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of KERNELS) writeFileSync(join(folder, `${name}.wasm`), await compileKernels(name))
}
