import type { LinearKernels } from './linear.js'

const f = Math.fround

/** The kernels in plain JavaScript: every step is rounded as the WebAssembly form rounds it, sums run in as many lanes. */
export function plainLinear(buffer: ArrayBuffer): LinearKernels {
  const u32 = new Uint32Array(buffer, 0, buffer.byteLength >> 2)
  const f32 = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const f64 = new Float64Array(buffer, 0, buffer.byteLength >> 3)
  return {
    products(a, b, step, rows, columns, length, factor, out, outStep) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const p = (a + i * step) / 8
          const q = (b + j * step) / 8
          let even = 0
          let odd = 0
          for (let k = 0; k < length; k += 2) {
            even += f64[p + k] * f64[q + k]
            odd += f64[p + k + 1] * f64[q + k + 1]
          }
          f64[(out + i * outStep) / 8 + j] += factor * (even + odd)
        }
      }
    },
    combine(rows, step, ids, weights, count, out, width) {
      const to = out / 4
      const sums = new Float32Array(width)
      for (let i = 0; i < count; i++) {
        const row = (rows + u32[ids / 4 + i] * step) / 4
        const weight = f32[weights / 4 + i]
        for (let k = 0; k < width; k++) sums[k] += f(weight * f32[row + k])
      }
      f32.set(sums, to)
    },
    greaterSums(starts, ids, weights, rows, block, first, least, sizes, positions, values, room, sums) {
      const to = sums / 4
      for (let s = 0; s < rows; s++) {
        f32.fill(0, to, to + 32)
        for (let i = u32[starts / 4 + s]; i < u32[starts / 4 + s + 1]; i++) {
          const row = block / 4 + u32[ids / 4 + i] * 32
          const weight = f32[weights / 4 + i]
          for (let k = 0; k < 32; k++) f32[to + k] += f(weight * f32[row + k])
        }
        for (let k = 0; k < 32; k++) {
          if (!(Math.abs(f32[to + k]) > f32[least / 4 + s])) continue
          const at = s * room + u32[sizes / 4 + s]++
          u32[positions / 4 + at] = first + k
          f32[values / 4 + at] = f32[to + k]
        }
      }
    },
    dots(rows, width, x, out, count) {
      const lanes = new Float32Array(4)
      for (let r = 0; r < count; r++) {
        const row = rows / 4 + r * width
        lanes.fill(0)
        for (let k = 0; k < width; k++) lanes[k & 3] += f(f32[x / 4 + k] * f32[row + k])
        f32[out / 4 + r] = f(lanes[0] + lanes[1]) + f(lanes[2] + lanes[3])
      }
    },
    gatheredSum(rows, step, ids, weights, count, out, width) {
      const sums = new Float64Array(width)
      for (let i = 0; i < count; i++) {
        const row = (rows + u32[ids / 4 + i] * step) / 4
        const weight = f64[weights / 8 + i]
        for (let k = 0; k < width; k++) sums[k] += weight * f32[row + k]
      }
      f64.set(sums, out / 8)
    },
    gatheredDots(rows, step, ids, x, width, out, count) {
      const lanes = new Float64Array(8)
      for (let i = 0; i < count; i++) {
        const row = (rows + u32[ids / 4 + i] * step) / 4
        lanes.fill(0)
        for (let k = 0; k < width; k++) lanes[k & 7] += f64[x / 8 + k] * f32[row + k]
        const low = lanes[0] + lanes[2] + (lanes[4] + lanes[6])
        f64[out / 8 + i] = low + (lanes[1] + lanes[3] + (lanes[5] + lanes[7]))
      }
    },
  }
}
