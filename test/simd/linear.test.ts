import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type LinearArena, linearArena } from '../../simd/linear.js'

/** Rows of numbers lie from 0 on, then ids, weights, and what is written. */
const [IDS, WEIGHTS, OUT, BYTES] = [40_960, 43_008, 49_152, 65_536]
const SETTINGS = { numRuns: 40 }

/** Runs a kernel in both forms on the same memory, of numbers of `Type`; both must leave the same bytes. */
function expectTwins(
  Type: typeof Float32Array | typeof Float64Array,
  drawn: readonly number[],
  run: (arena: LinearArena) => void,
): void {
  const [fast, plain] = [true, false].map(simd => {
    const arena = linearArena(BYTES, simd)
    const rows = new Float32Array(arena.buffer, 0, IDS >> 2)
    rows.forEach((_, i) => {
      rows[i] = drawn[i % drawn.length] ?? 0
    })
    if (Type === Float64Array) new Float64Array(arena.buffer, 0, 2048).set(rows.slice(0, 2048))
    const ids = new Uint32Array(arena.buffer, IDS, 8)
    ids.forEach((_, i) => {
      ids[i] = (7 * i) % 13
    })
    new Type(arena.buffer, WEIGHTS, 256).set(drawn.slice(0, 256).reverse())
    // What a kernel adds to is there before it.
    new Type(arena.buffer, OUT, 256).set(drawn.slice(0, 256))
    const before = Buffer.from(arena.buffer.slice(OUT))
    run(arena)
    const after = Buffer.from(arena.buffer.slice(OUT))
    expect(after.equals(before)).toBe(false)
    return after
  })
  expect(plain?.equals(fast ?? Buffer.alloc(0))).toBe(true)
}

/** Ordinary magnitudes among any: of subnormal numbers alone a kernel might change nothing. */
const numbers = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.noBias(fc.integer({ min: -32_768, max: 32_767 })).map(n => n / 4_096) },
    { weight: 1, arbitrary: fc.float({ min: -8, max: 8, noNaN: true, noDefaultInfinity: true }) },
  ),
  { minLength: 509, maxLength: 509 },
)
const count = fc.integer({ min: 1, max: 8 })

test('greaterSums', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(0, 0.5, 4), (drawn, least) => {
      // Sparse rows of 3, 0 and 5 ids, with lists of which two have entries.
      const [starts, sizes, leasts, positions, values, room] = [OUT, OUT + 16, OUT + 32, OUT + 64, OUT + 1_088, 40]
      expectTwins(Float32Array, spread(drawn), arena => {
        new Uint32Array(arena.buffer, starts, 4).set([0, 3, 3, 8])
        new Uint32Array(arena.buffer, sizes, 3).set([0, 7, 2])
        new Float32Array(arena.buffer, leasts, 3).fill(least)
        const lists = [leasts, sizes, positions, values, room] as const
        arena.greaterSums(starts, IDS, WEIGHTS, 3, 0, 64, ...lists, OUT + 4_096)
      })
    }),
    SETTINGS,
  )
})

test('products', () => {
  const sizes = fc.record({
    rows: fc.constantFrom(4, 8),
    columns: fc.constantFrom(2, 6),
    length: fc.constantFrom(2, 10, 64),
    factor: fc.constantFrom(1, -1),
  })
  fc.assert(
    fc.property(numbers, sizes, (drawn, { rows, columns, length, factor }) => {
      fc.pre(drawn.some(x => Math.abs(x) > 1e-3))
      expectTwins(Float64Array, spread(drawn), arena =>
        arena.products(0, 512, 512, rows, columns, length, factor, OUT, 64),
      )
    }),
    SETTINGS,
  )
})

test.each(['combine', 'gatheredSum'] as const)('%s', kernel => {
  fc.assert(
    fc.property(numbers, count, fc.constantFrom(8, 32, 40, 72), (drawn, n, width) => {
      const type = kernel === 'combine' ? Float32Array : Float64Array
      expectTwins(type, spread(drawn), arena => arena[kernel](0, 512, IDS, WEIGHTS, n, OUT, width))
    }),
    SETTINGS,
  )
})

test('dots and gatheredDots', () => {
  fc.assert(
    fc.property(numbers, count, fc.constantFrom(8, 16, 64), (drawn, n, width) => {
      expectTwins(Float32Array, spread(drawn), arena => arena.dots(0, width, WEIGHTS, OUT, Math.ceil(n / 4) * 4))
      expectTwins(Float64Array, spread(drawn), arena => arena.gatheredDots(0, 512, IDS, WEIGHTS, width, OUT, n))
    }),
    SETTINGS,
  )
})

/** Makes sure that some of it is not zero. */
function spread(drawn: readonly number[]): number[] {
  return drawn.map((x, i) => (i % 3 === 0 ? x : x + 1 / (1 + i)))
}

test.each([true, false])('by hand, with SIMD: %s', simd => {
  const arena = linearArena(1024, simd)
  const f64 = new Float64Array(arena.buffer)
  // Rows (1, 2), (3, 4), (5, 6), (7, 8) by rows (1, 10), (100, 1000), subtracted from 1.
  f64.set([1, 2, 3, 4, 5, 6, 7, 8])
  f64.set([1, 10, 100, 1000], 8)
  f64.fill(1, 16, 24)
  arena.products(0, 64, 16, 4, 2, 2, -1, 128, 16)
  expect([...f64.subarray(16, 24)]).toEqual([-20, -2099, -42, -4299, -64, -6499, -86, -8699])

  // Rows 2 and 0 of (0, 1, 2, 3), (4, 5, 6, 7), … by 10 and 1: 10 · (8, 9, 10, 11) + (0, 1, 2, 3).
  const f32 = new Float32Array(arena.buffer)
  f32.set(Array.from({ length: 16 }, (_, i) => i))
  new Uint32Array(arena.buffer, 256, 2).set([2, 0])
  f32.set([10, 1], 72)
  arena.combine(0, 16, 256, 288, 2, 512, 4)
  expect([...f32.subarray(128, 132)]).toEqual([80, 91, 102, 113])
  // The four rows by (1, 0, 0, 2).
  f32.set([1, 0, 0, 2], 80)
  arena.dots(0, 4, 320, 512, 4)
  expect([...f32.subarray(128, 132)]).toEqual([6, 18, 30, 42])

  // Rows of 32: one of −1, 0, 1, …, 30 and one of ones. The first sparse row has 3 of the first, the second 2 of the second,
  // beside an entry that its list has; 86 and more are greater than 85.
  const wide = linearArena(2048, simd)
  const numbers = new Float32Array(wide.buffer)
  const integers = new Uint32Array(wide.buffer)
  numbers.set(Array.from({ length: 32 }, (_, i) => i - 1))
  numbers.fill(1, 32, 64)
  integers.set([0, 1, 2, 0, 1], 64)
  numbers.set([3, 2, 85, 1.5], 70)
  integers.set([0, 1], 74)
  wide.greaterSums(256, 268, 280, 2, 0, 100, 288, 296, 320, 1024, 40, 1536)
  expect([...integers.subarray(74, 76)]).toEqual([2, 33])
  expect([...integers.subarray(80, 82)]).toEqual([130, 131])
  expect([...numbers.subarray(256, 258)]).toEqual([87, 90])
  expect([...integers.subarray(121, 124)]).toEqual([100, 101, 102])
  expect([...numbers.subarray(297, 300)]).toEqual([2, 2, 2])

  // Rows of eight: 1 and 0, by ½ and 2; and both by (1, 0, …, 0, 3).
  new Uint32Array(arena.buffer, 256, 2).set([1, 0])
  f64.set([0.5, 2], 40)
  arena.gatheredSum(0, 32, 256, 320, 2, 512, 8)
  expect([...f64.subarray(64, 72)]).toEqual([4, 6.5, 9, 11.5, 14, 16.5, 19, 21.5])
  f64.set([1, 0, 0, 0, 0, 0, 0, 3], 40)
  arena.gatheredDots(0, 32, 256, 320, 8, 512, 2)
  expect([...f64.subarray(64, 66)]).toEqual([8 + 45, 21])
})
