/**
 * The kernels of linear algebra, in AssemblyScript; `npm run kernels` compiles them to ../linear.wasm. ../plain-linear.ts holds
 * a twin of each that computes the same bits, and ../linear.ts says what each does. Arguments are byte addresses and counts.
 */
import { sum } from './lanes'

export function products(
  a: usize, b: usize, step: usize, rows: usize, columns: usize, length: usize, factor: f64, out: usize, outStep: usize,
): void {
  const end = length * 8
  for (let i: usize = 0; i < rows; i += 4) {
    for (let j: usize = 0; j < columns; j += 2) {
      let p0 = a + i * step
      let p1 = p0 + step
      let p2 = p1 + step
      let p3 = p2 + step
      let q0 = b + j * step
      let q1 = q0 + step
      let s00 = f64x2.splat(0)
      let s01 = s00
      let s10 = s00
      let s11 = s00
      let s20 = s00
      let s21 = s00
      let s30 = s00
      let s31 = s00
      for (const last = p0 + end; p0 < last; ) {
        const x = v128.load(q0)
        const y = v128.load(q1)
        let v = v128.load(p0)
        s00 = f64x2.add(s00, f64x2.mul(v, x))
        s01 = f64x2.add(s01, f64x2.mul(v, y))
        v = v128.load(p1)
        s10 = f64x2.add(s10, f64x2.mul(v, x))
        s11 = f64x2.add(s11, f64x2.mul(v, y))
        v = v128.load(p2)
        s20 = f64x2.add(s20, f64x2.mul(v, x))
        s21 = f64x2.add(s21, f64x2.mul(v, y))
        v = v128.load(p3)
        s30 = f64x2.add(s30, f64x2.mul(v, x))
        s31 = f64x2.add(s31, f64x2.mul(v, y))
        p0 += 16
        p1 += 16
        p2 += 16
        p3 += 16
        q0 += 16
        q1 += 16
      }
      const o = out + i * outStep + j * 8
      addPair(o, factor, s00, s01)
      addPair(o + outStep, factor, s10, s11)
      addPair(o + 2 * outStep, factor, s20, s21)
      addPair(o + 3 * outStep, factor, s30, s31)
    }
  }
}

function addPair(out: usize, factor: f64, s: v128, t: v128): void {
  const sums = f64x2.add(v128.shuffle<f64>(s, t, 0, 2), v128.shuffle<f64>(s, t, 1, 3))
  v128.store(out, f64x2.add(v128.load(out), f64x2.mul(f64x2.splat(factor), sums)))
}

export function combine(
  rows: usize, step: usize, ids: usize, weights: usize, count: usize, out: usize, width: usize,
): void {
  const end = ids + count * 4
  let column: usize = 0
  for (; column + 32 <= width; column += 32) {
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    let e = a
    let f = a
    let g = a
    let h = a
    let w = weights
    for (let id = ids; id < end; id += 4) {
      const row = rows + load<u32>(id) * step + column * 4
      const x = v128.load32_splat(w)
      a = f32x4.add(a, f32x4.mul(x, v128.load(row, 0)))
      b = f32x4.add(b, f32x4.mul(x, v128.load(row, 16)))
      c = f32x4.add(c, f32x4.mul(x, v128.load(row, 32)))
      d = f32x4.add(d, f32x4.mul(x, v128.load(row, 48)))
      e = f32x4.add(e, f32x4.mul(x, v128.load(row, 64)))
      f = f32x4.add(f, f32x4.mul(x, v128.load(row, 80)))
      g = f32x4.add(g, f32x4.mul(x, v128.load(row, 96)))
      h = f32x4.add(h, f32x4.mul(x, v128.load(row, 112)))
      w += 4
    }
    const o = out + column * 4
    v128.store(o, a, 0)
    v128.store(o, b, 16)
    v128.store(o, c, 32)
    v128.store(o, d, 48)
    v128.store(o, e, 64)
    v128.store(o, f, 80)
    v128.store(o, g, 96)
    v128.store(o, h, 112)
  }
  for (; column < width; column += 4) {
    let a = f32x4.splat(0)
    let w = weights
    for (let id = ids; id < end; id += 4) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(w), v128.load(rows + load<u32>(id) * step + column * 4)))
      w += 4
    }
    v128.store(out + column * 4, a)
  }
}

export function dots(rows: usize, width: usize, x: usize, out: usize, count: usize): void {
  const step = width * 4
  for (let r: usize = 0; r < count; r += 4) {
    let p0 = rows + r * step
    let p1 = p0 + step
    let p2 = p1 + step
    let p3 = p2 + step
    let q = x
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    for (const end = q + step; q < end; q += 16) {
      const v = v128.load(q)
      a = f32x4.add(a, f32x4.mul(v, v128.load(p0)))
      b = f32x4.add(b, f32x4.mul(v, v128.load(p1)))
      c = f32x4.add(c, f32x4.mul(v, v128.load(p2)))
      d = f32x4.add(d, f32x4.mul(v, v128.load(p3)))
      p0 += 16
      p1 += 16
      p2 += 16
      p3 += 16
    }
    store<f32>(out, sum(a), 0)
    store<f32>(out, sum(b), 4)
    store<f32>(out, sum(c), 8)
    store<f32>(out, sum(d), 12)
    out += 16
  }
}

export function greaterSums(
  starts: usize, ids: usize, weights: usize, rows: usize, block: usize, first: u32, least: usize, sizes: usize,
  positions: usize, values: usize, room: usize, sums: usize,
): void {
  for (let s: usize = 0; s < rows; s++) {
    const from = load<u32>(starts + s * 4)
    const count = load<u32>(starts + s * 4, 4) - from
    combine(block, 128, ids + from * 4, weights + from * 4, count, sums, 32)
    const limit = v128.load32_splat(least + s * 4)
    let mask: u32 = 0
    for (let k: usize = 0; k < 32; k += 4) mask |= greater(v128.load(sums + k * 4), limit) << <u32>k
    if (mask == 0) continue
    let size = load<u32>(sizes + s * 4)
    for (; mask != 0; mask &= mask - 1) {
      const k = ctz(mask)
      const at = (s * room + size++) * 4
      store<u32>(positions + at, first + k)
      store<f32>(values + at, load<f32>(sums + k * 4))
    }
    store<u32>(sizes + s * 4, size)
  }
}

/** A bit for each lane of greater magnitude. */
function greater(v: v128, limit: v128): u32 {
  return i32x4.bitmask(f32x4.gt(f32x4.abs(v), limit))
}

export function gatheredSum(
  rows: usize, step: usize, ids: usize, weights: usize, count: usize, out: usize, width: usize,
): void {
  const end = ids + count * 4
  for (let column: usize = 0; column < width; column += 8) {
    let a = f64x2.splat(0)
    let b = a
    let c = a
    let d = a
    let w = weights
    for (let id = ids; id < end; id += 4) {
      const row = rows + load<u32>(id) * step + column * 4
      const x = v128.load64_splat(w)
      a = f64x2.add(a, f64x2.mul(x, f64x2.promote_low_f32x4(v128.load64_zero(row, 0))))
      b = f64x2.add(b, f64x2.mul(x, f64x2.promote_low_f32x4(v128.load64_zero(row, 8))))
      c = f64x2.add(c, f64x2.mul(x, f64x2.promote_low_f32x4(v128.load64_zero(row, 16))))
      d = f64x2.add(d, f64x2.mul(x, f64x2.promote_low_f32x4(v128.load64_zero(row, 24))))
      w += 8
    }
    const o = out + column * 8
    v128.store(o, a, 0)
    v128.store(o, b, 16)
    v128.store(o, c, 32)
    v128.store(o, d, 48)
  }
}

export function gatheredDots(
  rows: usize, step: usize, ids: usize, x: usize, width: usize, out: usize, count: usize,
): void {
  const length = width * 8
  for (const end = ids + count * 4; ids < end; ids += 4) {
    let row = rows + load<u32>(ids) * step
    let a = f64x2.splat(0)
    let b = a
    let c = a
    let d = a
    for (let q = x, last = x + length; q < last; q += 64) {
      a = f64x2.add(a, f64x2.mul(v128.load(q, 0), f64x2.promote_low_f32x4(v128.load64_zero(row, 0))))
      b = f64x2.add(b, f64x2.mul(v128.load(q, 16), f64x2.promote_low_f32x4(v128.load64_zero(row, 8))))
      c = f64x2.add(c, f64x2.mul(v128.load(q, 32), f64x2.promote_low_f32x4(v128.load64_zero(row, 16))))
      d = f64x2.add(d, f64x2.mul(v128.load(q, 48), f64x2.promote_low_f32x4(v128.load64_zero(row, 24))))
      row += 32
    }
    a = f64x2.add(f64x2.add(a, b), f64x2.add(c, d))
    store<f64>(out, f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1))
    out += 8
  }
}
