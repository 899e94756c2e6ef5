import { readFileSync } from 'node:fs'

/** WebAssembly as far as it is used here: the types of Node.js leave it out. */
interface WebAssemblyNamespace {
  validate(bytes: Uint8Array): boolean
  readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyNamespace }

const PAGE = 65_536
/** Compiled once each; null where the engine lacks SIMD. */
const modules = new Map<string, object | null>()

/**
 * Kernels on `bytes` of zeroed memory: in WebAssembly where the engine has SIMD, else their plain twins.
 * @param name of the compiled file beside this one
 */
export function arenaWith<K>(
  name: string,
  bytes: number,
  simd: boolean,
  plain: (buffer: ArrayBuffer) => K,
): K & { readonly buffer: ArrayBuffer } {
  const module = simd ? moduleOf(name) : null
  if (module === null || WebAssembly === undefined) {
    const buffer = new ArrayBuffer(bytes)
    return { buffer, ...plain(buffer) }
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return { buffer: memory.buffer, ...(exports as K) }
}

function moduleOf(name: string): object | null {
  const known = modules.get(name)
  if (known !== undefined) return known
  const bytes = readFileSync(new URL(`./${name}`, import.meta.url))
  const module = WebAssembly?.validate(bytes) ? new WebAssembly.Module(bytes) : null
  modules.set(name, module)
  return module
}
