/** Names of the files of simd/assembly. */
export const KERNELS: readonly string[]
export function compileKernels(name: string): Promise<Buffer>
