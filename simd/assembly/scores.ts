/** Behind the layers: what spans and pairs of spans score. Part of ../kernels.wasm, as kernels.ts says. */
import { sum } from './lanes'

export function spanScores(
  p: usize, step: usize, hidden: usize, widths: usize, offsets: usize, weight: usize, bias: f32, inner: usize, out: usize, count: usize,
): void {
  const zero = f32x4.splat(0)
  const bytes = hidden * 4
  for (let i: usize = 0; i < count; i++) {
    const most = min(widths, count - i)
    const first = p + i * step
    for (let k: usize = 0; k < bytes; k += 16) v128.store(inner + k, zero)
    for (let w: usize = 0; w < most; w++) {
      const share = f32x4.splat(1 / <f32>(w + 1))
      const last = first + w * step + bytes
      const offset = offsets + w * bytes
      let total = zero
      for (let k: usize = 0; k < bytes; k += 16) {
        const mean = f32x4.add(v128.load(inner + k), v128.load(last + bytes + k))
        v128.store(inner + k, mean)
        const ends = f32x4.add(f32x4.add(v128.load(first + k), v128.load(last + k)), v128.load(offset + k))
        // pmax: the larger of two that are no NaN, in one instruction.
        const h = f32x4.pmax(zero, f32x4.add(ends, f32x4.mul(mean, share)))
        total = f32x4.add(total, f32x4.mul(h, v128.load(weight + k)))
      }
      store<f32>(out + (i * widths + w) * 4, sum(total) + bias)
    }
  }
}

export function runningSums(x: usize, out: usize, width: usize, count: usize): void {
  const bytes = width * 4
  for (let k: usize = 0; k < bytes; k += 16) {
    let total = f32x4.splat(0)
    v128.store(out + k, total)
    for (let at = k; at < count * bytes; at += bytes) {
      total = f32x4.add(total, v128.load(x + at))
      v128.store(out + at + bytes, total)
    }
  }
}

export function pairLogits(
  u: usize, v: usize, before: usize, upTo: usize, share: f32, gap: usize, hidden: usize, rank: usize, weight: usize, bias: usize, scores: usize, feature: usize, out: usize,
): void {
  const zero = f32x4.splat(0)
  const wide = hidden * 4
  const all = wide + rank * 4
  for (let k: usize = 0; k < wide; k += 16) {
    const between = f32x4.mul(f32x4.sub(v128.load(upTo + k), v128.load(before + k)), f32x4.splat(share))
    const h = f32x4.add(f32x4.add(f32x4.add(v128.load(u + k), v128.load(v + k)), between), v128.load(gap + k))
    v128.store(feature + k, f32x4.pmax(zero, h))
  }
  for (let k: usize = wide; k < all; k += 16) v128.store(feature + k, f32x4.mul(v128.load(u + k), v128.load(v + k)))
  for (let c: usize = 0; c < 4; c++) {
    const row = weight + c * (all + 16)
    let total = zero
    for (let k: usize = 0; k < all; k += 16) total = f32x4.add(total, f32x4.mul(v128.load(feature + k), v128.load(row + k)))
    const tail = load<f32>(row + all) * load<f32>(scores) + load<f32>(row + all, 4) * load<f32>(scores, 4)
    store<f32>(out + c * 4, sum(total) + tail + load<f32>(bias + c * 4))
  }
}
