/**
 * The dense kernels, in AssemblyScript; `node scripts/kernels.mjs` compiles them to ../kernels.wasm. ../plain.ts holds a twin
 * of each that computes the same bits, and ../kernels.ts says what each does. Arguments are byte addresses and counts.
 */
import { sum } from './lanes'

export * from './scores'

export function products(
  x: usize, xStep: usize, taps: usize, tapStep: usize, width: usize, weight: usize, out: usize, rows: usize, count: usize,
): void {
  multiply<i32>(x, xStep, taps, tapStep, width, weight, 0, 0, out, rows, count)
}

export function affine(
  x: usize, xStep: usize, taps: usize, tapStep: usize, width: usize,
  weight: usize, scale: usize, bias: usize, out: usize, rows: usize, count: usize,
): void {
  multiply<f32>(x, xStep, taps, tapStep, width, weight, scale, bias, out, rows, count)
}

function multiply<Out>(
  x: usize, xStep: usize, taps: usize, tapStep: usize, width: usize,
  weight: usize, scale: usize, bias: usize, out: usize, rows: usize, count: usize,
): void {
  for (let t: usize = 0; t < count; t += 2) {
    const x0 = x + t * xStep
    const o0 = out + t * rows * 4
    const o1 = o0 + rows * 4
    let w = weight
    for (let r: usize = 0; r < rows; r += 16) {
      let a0 = i32x4.splat(0)
      let b0 = a0
      let c0 = a0
      let d0 = a0
      let a1 = a0
      let b1 = a0
      let c1 = a0
      let d1 = a0
      for (let tap: usize = 0; tap < taps; tap++) {
        let p0 = x0 + tap * tapStep
        let p1 = p0 + xStep
        // Not written out further: compilers load first what a round reads, and more than this does not fit the registers.
        for (const end = p0 + width * 2; p0 < end; ) {
          const wa = v128.load(w)
          const wb = v128.load(w, 16)
          const wc = v128.load(w, 32)
          const wd = v128.load(w, 48)
          let v = v128.load32_splat(p0)
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
          c0 = i32x4.add(c0, i32x4.dot_i16x8_s(v, wc))
          d0 = i32x4.add(d0, i32x4.dot_i16x8_s(v, wd))
          v = v128.load32_splat(p1)
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
          c1 = i32x4.add(c1, i32x4.dot_i16x8_s(v, wc))
          d1 = i32x4.add(d1, i32x4.dot_i16x8_s(v, wd))
          p0 += 4
          p1 += 4
          w += 64
        }
      }
      const at = r * 4
      storeTwo<Out>(o0 + at, a0, b0, scale + at, bias + at)
      storeTwo<Out>(o0 + at + 32, c0, d0, scale + at + 32, bias + at + 32)
      storeTwo<Out>(o1 + at, a1, b1, scale + at, bias + at)
      storeTwo<Out>(o1 + at + 32, c1, d1, scale + at + 32, bias + at + 32)
    }
  }
}

/** The sums themselves, or scaled. */
function storeTwo<Out>(out: usize, a: v128, b: v128, scale: usize, bias: usize): void {
  v128.store(out, isFloat<Out>() ? scaled(a, scale, bias) : a)
  v128.store(out, isFloat<Out>() ? scaled(b, scale + 16, bias + 16) : b, 16)
}

function scaled(sum: v128, scale: usize, bias: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), v128.load(scale)), v128.load(bias))
}

export function convolve(
  parts: usize, lines: usize, dilation: usize, scale: usize, bias: usize, out: usize, rows: usize, count: usize,
): void {
  const bytes = rows * 4
  const step = dilation * 4
  for (const last = lines + count * 4; lines < last; lines += 4) {
    let p0 = parts + <usize>load<i32>(lines) * bytes * 3
    let p1 = parts + <usize>load<i32>(lines + step) * bytes * 3 + bytes
    let p2 = parts + <usize>load<i32>(lines + step * 2) * bytes * 3 + bytes * 2
    for (let at: usize = 0; at < bytes; at += 16) {
      const sum = i32x4.add(i32x4.add(v128.load(p0 + at), v128.load(p1 + at)), v128.load(p2 + at))
      v128.store(out + at, scaled(sum, scale + at, bias + at))
    }
    out += bytes
  }
}

export function pick(table: usize, lines: usize, out: usize, width: usize, count: usize): void {
  for (let t: usize = 0; t < count; t++) {
    memory.copy(out + t * width * 4, table + <usize>load<i32>(lines + t * 4) * width * 4, width * 4)
  }
}

export function embed(ids: usize, rows: usize, scale: usize, shapes: usize, out: usize, width: usize, count: usize): void {
  for (let t: usize = 0; t < count; t++) {
    const id = ids + t * 16
    const to = out + t * width * 4
    memory.copy(to, shapes + <usize>load<i32>(id, 12) * width * 4, width * 4)
    for (let k: usize = 0; k < 12; k += 4) {
      const row = load<i32>(id + k)
      if (row < 0) continue
      const from = rows + <usize>row * width
      const factor = f32x4.splat(load<f32>(scale + <usize>row * 4))
      for (let c: usize = 0; c < width; c += 8) {
        const wide = v128.load_ext<i8>(from + c)
        const low = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(wide)), factor)
        const high = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(wide)), factor)
        const at = to + c * 4
        v128.store(at, f32x4.add(v128.load(at), low))
        v128.store(at, f32x4.add(v128.load(at, 16), high), 16)
      }
    }
  }
}

/** To the nearest integers, ties to even, of |x| < 2²²: behind 1.5 · 2²³ there is no room for fractions. */
function rounded(x: v128): v128 {
  const shift = f32x4.splat(12_582_912)
  return i32x4.sub(f32x4.add(x, shift), shift)
}

export function norm(x: usize, out: usize, width: usize, count: usize): void {
  for (let t: usize = 0; t < count; t++) {
    const from = x + t * width * 4
    const end = from + width * 4
    let total = f32x4.splat(0)
    for (let p = from; p < end; p += 16) total = f32x4.add(total, v128.load(p))
    const mean = f32x4.splat(sum(total) / <f32>width)
    let squares = f32x4.splat(0)
    for (let p = from; p < end; p += 16) {
      const d = f32x4.sub(v128.load(p), mean)
      squares = f32x4.add(squares, f32x4.mul(d, d))
    }
    const factor = f32x4.splat(4096 / Mathf.sqrt(sum(squares) / <f32>width + 1e-5))
    let to = out + t * width * 2
    for (let p = from; p < end; p += 32) {
      const low = f32x4.mul(f32x4.sub(v128.load(p), mean), factor)
      const high = f32x4.mul(f32x4.sub(v128.load(p, 16), mean), factor)
      v128.store(to, i16x8.narrow_i32x4_s(rounded(low), rounded(high)))
      to += 16
    }
  }
}

export function gate(x: usize, z: usize, width: usize, count: usize): void {
  const half = f32x4.splat(0.5)
  const one = f32x4.splat(1)
  for (let t: usize = 0; t < count; t++) {
    const to = x + t * width * 4
    const value = z + t * width * 8
    const open = value + width * 4
    for (let k: usize = 0; k < width * 4; k += 16) {
      const g = v128.load(open + k)
      const share = f32x4.add(half, f32x4.mul(half, f32x4.div(g, f32x4.add(one, f32x4.abs(g)))))
      v128.store(to + k, f32x4.add(v128.load(to + k), f32x4.mul(v128.load(value + k), share)))
    }
  }
}

export function pool(x: usize, out: usize, width: usize, count: usize): void {
  const step = width * 2
  const end = x + count * step
  for (let k: usize = 0; k < width; k += 8) {
    let low = i32x4.splat(0)
    let high = low
    let most = i16x8.splat(-32768)
    let least = i16x8.splat(32767)
    for (let p = x + k * 2; p < end; p += step) {
      const v = v128.load(p)
      low = i32x4.add(low, i32x4.extend_low_i16x8_s(v))
      high = i32x4.add(high, i32x4.extend_high_i16x8_s(v))
      most = i16x8.max_s(most, v)
      least = i16x8.min_s(least, v)
    }
    let to = out + k * 4
    v128.store(to, low)
    v128.store(to, high, 16)
    to += width * 4
    v128.store(to, i32x4.extend_low_i16x8_s(most))
    v128.store(to, i32x4.extend_high_i16x8_s(most), 16)
    to += width * 4
    v128.store(to, i32x4.extend_low_i16x8_s(least))
    v128.store(to, i32x4.extend_high_i16x8_s(least), 16)
  }
}
