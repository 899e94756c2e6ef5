/** The compiled bytes, always the same for the same source and compiler. */
export function compileKernels(): Promise<Buffer>
