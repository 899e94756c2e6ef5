import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compileKernels, KERNELS } from '../../scripts/kernels.mjs'
import { type Arena, arenaOf, packWeights } from '../../simd/kernels.js'

const BYTES = 65_536
/** Where a kernel may write; it reads from 0 on. */
const OUT = 49_152

test.each(KERNELS)('the committed %s.wasm is what its source compiles to', async name => {
  expect(readFileSync(`simd/${name}.wasm`).equals(await compileKernels(name))).toBe(true)
})

/** Runs a kernel in both forms on the same memory; both must leave the same bytes. */
function expectTwins(fill: (arena: Arena) => void, run: (arena: Arena) => void): void {
  const [fast, plain] = [true, false].map(simd => {
    const arena = arenaOf(BYTES, simd)
    fill(arena)
    run(arena)
    return Buffer.from(arena.buffer, OUT, BYTES - OUT)
  })
  expect(fast?.some(byte => byte !== 0)).toBe(true)
  expect(plain?.equals(fast ?? Buffer.alloc(0))).toBe(true)
}

/** Ordinary magnitudes among any: a stream of subnormal numbers alone would leave nothing but zeros. */
const numbers = fc.infiniteStream(
  fc.oneof(
    { weight: 3, arbitrary: fc.noBias(fc.integer({ min: -32_768, max: 32_767 })).map(n => n / 4_096) },
    { weight: 1, arbitrary: fc.float({ min: -8, max: 8, noNaN: true }) },
  ),
)
const integers = fc.infiniteStream(fc.integer({ min: -32_768, max: 32_767 }))
const sizes = fc.record({ count: fc.integer({ min: 1, max: 7 }), width: fc.constantFrom(16, 32, 48, 64) })

function fillFloats(values: Iterator<number>): (arena: Arena) => void {
  const drawn = Float32Array.from({ length: 997 }, () => values.next().value)
  return ({ buffer }) => {
    const memory = new Float32Array(buffer, 0, OUT >> 2)
    for (let i = 0; i < memory.length; i++) memory[i] = drawn[i % drawn.length] ?? 0
  }
}

const SETTINGS = { numRuns: 40 }

test('affine and products: both forms give the same bits', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(16, 32, 48),
      fc.constantFrom(1, 2, 3),
      integers,
      numbers,
      (size, rows, taps, inputs, scales) => {
        const drawn = Int16Array.from({ length: 997 }, () => inputs.next().value)
        const weights = Int16Array.from({ length: 997 }, () => inputs.next().value % 128)
        const fill = fillFloats(scales)
        expectTwins(
          arena => {
            fill(arena)
            const memory = new Int16Array(arena.buffer)
            for (let i = 0; i < 8_192; i++) memory[i] = (drawn[i % 997] ?? 0) >> 3
            for (let i = 8_192; i < 16_384; i++) memory[i] = weights[i % 997] ?? 0
          },
          arena => {
            const input = [0, size.width * 2, taps, size.width * 4, size.width, 16_384] as const
            arena.affine(...input, 32_768, 33_000, OUT, rows, size.count)
            arena.products(...input, OUT + 4_096, rows, size.count)
          },
        )
      },
    ),
    SETTINGS,
  )
})

test('convolve and pick: both forms give the same bits', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(1, 2, 4),
      fc.array(fc.nat(19), { minLength: 15, maxLength: 15 }),
      numbers,
      ({ width, count }, dilation, lines, values) => {
        const fill = fillFloats(values)
        expectTwins(
          arena => {
            fill(arena)
            new Int32Array(arena.buffer, 0, lines.length).set(lines)
          },
          arena => {
            arena.convolve(1_024, 0, dilation, 32_768, 33_000, OUT, width, count)
            arena.pick(1_024, 0, OUT + 4_096, width, count)
          },
        )
      },
    ),
    SETTINGS,
  )
})

test('a convolution of what is known of its taps is the one of their inputs', () => {
  fc.assert(
    fc.property(integers, numbers, (inputs, scales) => {
      const arena = arenaOf(BYTES)
      const [rows, width, words] = [16, 16, 8]
      const draw = (length: number, most: number) => Int8Array.from({ length }, () => inputs.next().value % most)
      const matrix = draw(rows * width * 3, 128)
      const i16 = new Int16Array(arena.buffer)
      const f32 = new Float32Array(arena.buffer)
      const tap = (k: number) =>
        Int8Array.from(
          { length: rows * width },
          (_, i) => matrix[Math.floor(i / width) * 3 * width + k * width + (i % width)] ?? 0,
        )
      i16.set(packWeights(matrix, rows, width * 3), 0)
      i16.set(packWeights(Int8Array.from([0, 1, 2].flatMap(k => [...tap(k)])), rows * 3, width), 2_048 >> 1)
      i16.set(draw(words * width, 128), 4_096 >> 1)
      for (let r = 0; r < 2 * rows; r++) f32[(8_192 >> 2) + r] = scales.next().value
      new Int32Array(arena.buffer).set([0, 1, 2, 3, 4, 5, 6, 7], 12_288 >> 2)
      arena.affine(4_096, width * 2, 3, width * 2, width, 0, 8_192, 8_256, OUT, rows, 6)
      arena.products(4_096, width * 2, 1, 0, width, 2_048, 16_384, rows * 3, words)
      arena.convolve(16_384, 12_288, 1, 8_192, 8_256, OUT + 4_096, rows, 6)
      const bytes = 6 * rows * 4
      expect(Buffer.from(arena.buffer, OUT + 4_096, bytes).equals(Buffer.from(arena.buffer, OUT, bytes))).toBe(true)
    }),
    SETTINGS,
  )
})

test('embed: both forms give the same bits', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.array(fc.integer({ min: -1, max: 99 }), { minLength: 28, maxLength: 28 }),
      numbers,
      ({ width, count }, ids, values) => {
        const fill = fillFloats(values)
        expectTwins(
          arena => {
            fill(arena)
            new Int32Array(arena.buffer, 0, 28).set(ids.map((id, i) => (i % 4 === 3 ? Math.abs(id) % 8 : id)))
          },
          arena => arena.embed(0, 1_024, 16_384, 20_000, OUT, width, count),
        )
      },
    ),
    SETTINGS,
  )
})

test('norm: both forms give the same bits', () => {
  fc.assert(
    fc.property(sizes, numbers, ({ width, count }, values) =>
      expectTwins(fillFloats(values), arena => arena.norm(0, OUT, width, count)),
    ),
    SETTINGS,
  )
})

test('pool: both forms give the same bits', () => {
  fc.assert(
    fc.property(sizes, numbers, ({ width, count }, values) =>
      expectTwins(fillFloats(values), arena => arena.pool(0, OUT, width, count)),
    ),
    SETTINGS,
  )
})

test('gate: both forms give the same bits', () => {
  fc.assert(
    fc.property(sizes, numbers, ({ width, count }, values) =>
      expectTwins(fillFloats(values), arena => arena.gate(OUT, 0, width, count)),
    ),
    SETTINGS,
  )
})

test('spanScores: both forms give the same bits', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.constantFrom(1, 3, 8),
      fc.float({ min: -3, max: 3, noNaN: true }),
      numbers,
      (size, widths, bias, values) => {
        const { width, count } = size
        expectTwins(fillFloats(values), arena =>
          arena.spanScores(0, width * 12, width, widths, 16_384, 24_576, bias, OUT, OUT + 1_024, count),
        )
      },
    ),
    SETTINGS,
  )
})

test('runningSums: both forms give the same bits', () => {
  fc.assert(
    fc.property(sizes, numbers, ({ width, count }, values) =>
      expectTwins(fillFloats(values), arena => arena.runningSums(0, OUT, width, count)),
    ),
    SETTINGS,
  )
})

test('pairLogits: both forms give the same bits', () => {
  fc.assert(
    fc.property(sizes, fc.constantFrom(8, 16), numbers, ({ width }, rank, values) =>
      expectTwins(fillFloats(values), arena =>
        arena.pairLogits(0, 1_000, 2_000, 2_400, 0.3, 3_000, width, rank, 4_000, 16_000, 17_000, OUT, OUT + 1_024),
      ),
    ),
    SETTINGS,
  )
})

test.each([true, false])('by hand (SIMD %s)', simd => {
  const arena = arenaOf(BYTES, simd)
  const f32 = new Float32Array(arena.buffer)
  const i16 = new Int16Array(arena.buffer)
  // Input [1, 2, 0 …]; row 0 of the weights is [3, 4, 0 …], row 5 [0, 5, 0 …]: 11 · 0.5 + 1 and 10 · 0.5 + 1.
  i16.set([1, 2])
  const weight = new Int8Array(16 * 8)
  weight.set([3, 4])
  weight[5 * 8 + 1] = 5
  i16.set(packWeights(weight, 16, 8), 512)
  f32.fill(0.5, 512, 528)
  f32.fill(1, 528, 544)
  arena.affine(0, 16, 1, 0, 8, 1_024, 2_048, 2_112, OUT, 16, 1)
  expect([...f32.subarray(OUT >> 2, (OUT >> 2) + 8)]).toEqual([6.5, 1, 1, 1, 1, 6, 1, 1])
  // x = 1, −1, 1, −1 …: mean 0, variance 1, so 4096 / √(1 + 1e-5) = 4095.98.
  for (let k = 0; k < 8; k++) f32[k] = k % 2 === 0 ? 1 : -1
  arena.norm(0, OUT, 8, 1)
  expect([...i16.subarray(OUT >> 1, (OUT >> 1) + 4)]).toEqual([4096, -4096, 4096, -4096])
  // z = 2 with g = 1: 2 · (½ + ½ · ½) = 1.5 on top of 1.
  f32.fill(2, 0, 8)
  f32.fill(1, 8, 16)
  f32.fill(1, 16, 24)
  arena.gate(64, 0, 8, 1)
  expect([...f32.subarray(16, 24)]).toEqual(Array(8).fill(2.5))
})
