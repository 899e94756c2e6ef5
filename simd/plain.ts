import type { Kernels } from './kernels.js'

const f = Math.fround
const EPSILON = f(1e-5)

/** To the nearest integer, ties to even, within int16. */
function toInt16(x: number): number {
  const low = Math.floor(x)
  const rest = x - low
  const rounded = rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low
  return Math.max(-32_768, Math.min(32_767, rounded))
}

/** The kernels in plain JavaScript: every step is rounded as the WebAssembly form rounds it, sums run in four lanes. */
export function plainKernels(buffer: ArrayBuffer): Kernels {
  const i8 = new Int8Array(buffer)
  const i16 = new Int16Array(buffer, 0, buffer.byteLength >> 1)
  const i32 = new Int32Array(buffer, 0, buffer.byteLength >> 2)
  const f32 = new Float32Array(buffer, 0, buffer.byteLength >> 2)
  const at = (index: number): number => f32[index] ?? 0
  const lanes = new Float32Array(4)
  const add = (k: number, x: number): void => {
    lanes[k & 3] = (lanes[k & 3] ?? 0) + x
  }
  const sum = (): number => {
    const [a = 0, b = 0, c = 0, d = 0] = lanes
    lanes.fill(0)
    return f(f(a + b) + f(c + d))
  }
  const scaled = (total: number, r: number, scale: number, bias: number): number =>
    f(f(total) * at((scale >> 2) + r)) + at((bias >> 2) + r)
  const products: Kernels['products'] = (x, xStep, taps, tapStep, width, weight, out, rows, count) => {
    const columns = taps * width
    const padded = Math.ceil(count / 2) * 2
    for (let t = 0; t < padded; t++) {
      for (let r = 0; r < rows; r++) {
        let total = 0
        const row = (weight >> 1) + (r >> 4) * columns * 16 + (r & 15) * 2
        for (let k = 0; k < columns; k++) {
          const tap = Math.floor(k / width)
          const from = ((x + t * xStep + tap * tapStep) >> 1) + (k - tap * width)
          total += (i16[from] ?? 0) * (i16[row + (k >> 1) * 32 + (k & 1)] ?? 0)
        }
        i32[(out >> 2) + t * rows + r] = total
      }
    }
  }
  return {
    products,
    affine(x, xStep, taps, tapStep, width, weight, scale, bias, out, rows, count) {
      products(x, xStep, taps, tapStep, width, weight, out, rows, count)
      for (let i = 0; i < Math.ceil(count / 2) * 2 * rows; i++) {
        f32[(out >> 2) + i] = scaled(i32[(out >> 2) + i] ?? 0, i % rows, scale, bias)
      }
    },
    convolve(parts, lines, dilation, scale, bias, out, rows, count) {
      for (let t = 0; t < count; t++) {
        for (let r = 0; r < rows; r++) {
          let total = 0
          for (let tap = 0; tap < 3; tap++) {
            const line = i32[(lines >> 2) + t + tap * dilation] ?? 0
            total += i32[(parts >> 2) + (line * 3 + tap) * rows + r] ?? 0
          }
          f32[(out >> 2) + t * rows + r] = scaled(total | 0, r, scale, bias)
        }
      }
    },
    pick(table, lines, out, width, count) {
      for (let t = 0; t < count; t++) {
        const from = (table >> 2) + (i32[(lines >> 2) + t] ?? 0) * width
        f32.copyWithin((out >> 2) + t * width, from, from + width)
      }
    },
    embed(ids, rows, scale, shapes, out, width, count) {
      for (let t = 0; t < count; t++) {
        const id = (ids >> 2) + t * 4
        const to = (out >> 2) + t * width
        const shape = (shapes >> 2) + (i32[id + 3] ?? 0) * width
        for (let c = 0; c < width; c++) f32[to + c] = at(shape + c)
        for (let k = 0; k < 3; k++) {
          const row = i32[id + k] ?? -1
          if (row < 0) continue
          const factor = at((scale >> 2) + row)
          for (let c = 0; c < width; c++) f32[to + c] = at(to + c) + f((i8[rows + row * width + c] ?? 0) * factor)
        }
      }
    },
    norm(x, out, width, count) {
      for (let t = 0; t < count; t++) {
        const from = (x >> 2) + t * width
        for (let k = 0; k < width; k++) add(k, at(from + k))
        const mean = f(sum() / width)
        for (let k = 0; k < width; k++) {
          const d = f(at(from + k) - mean)
          add(k, f(d * d))
        }
        const factor = f(4096 / f(Math.sqrt(f(f(sum() / width) + EPSILON))))
        const to = (out >> 1) + t * width
        for (let k = 0; k < width; k++) i16[to + k] = toInt16(f(f(at(from + k) - mean) * factor))
      }
    },
    gate(x, z, width, count) {
      for (let t = 0; t < count; t++) {
        const to = (x >> 2) + t * width
        const from = (z >> 2) + t * width * 2
        for (let k = 0; k < width; k++) {
          const g = at(from + width + k)
          const share = f(0.5 + f(0.5 * f(g / f(1 + Math.abs(g)))))
          f32[to + k] = at(to + k) + f(at(from + k) * share)
        }
      }
    },
    pool(x, out, width, count) {
      const to = out >> 2
      for (let k = 0; k < width; k++) {
        let total = 0
        let most = -32_768
        let least = 32_767
        for (let t = 0; t < count; t++) {
          const value = i16[(x >> 1) + t * width + k] ?? 0
          total += value
          most = Math.max(most, value)
          least = Math.min(least, value)
        }
        i32[to + k] = total
        i32[to + width + k] = most
        i32[to + 2 * width + k] = least
      }
    },
    spanScores(p, step, hidden, widths, offsets, weight, bias, inner, out, count) {
      const sums = inner >> 2
      for (let i = 0; i < count; i++) {
        const first = (p + i * step) >> 2
        f32.fill(0, sums, sums + hidden)
        for (let w = 0; w < widths && i + w < count; w++) {
          const last = (p + (i + w) * step) >> 2
          for (let k = 0; k < hidden; k++) {
            f32[sums + k] = at(sums + k) + at(last + 2 * hidden + k)
            const ends = f(f(at(first + k) + at(last + hidden + k)) + at((offsets >> 2) + w * hidden + k))
            const h = f(ends + f(at(sums + k) * f(1 / (w + 1))))
            add(k, f(Math.max(h, 0) * at((weight >> 2) + k)))
          }
          f32[(out >> 2) + i * widths + w] = sum() + f(bias)
        }
      }
    },
    runningSums(x, out, width, count) {
      const to = out >> 2
      f32.fill(0, to, to + width)
      for (let i = 0; i < count * width; i++) f32[to + width + i] = at(to + i) + at((x >> 2) + i)
    },
    pairLogits(u, v, before, upTo, share, gap, hidden, rank, weight, bias, scores, feature, out) {
      const to = feature >> 2
      for (let k = 0; k < hidden; k++) {
        const between = f(f(at((upTo >> 2) + k) - at((before >> 2) + k)) * f(share))
        const h = f(f(f(at((u >> 2) + k) + at((v >> 2) + k)) + between) + at((gap >> 2) + k))
        f32[to + k] = Math.max(h, 0)
      }
      for (let k = hidden; k < hidden + rank; k++) f32[to + k] = at((u >> 2) + k) * at((v >> 2) + k)
      for (let c = 0; c < 4; c++) {
        const all = hidden + rank
        const row = (weight >> 2) + c * (all + 4)
        for (let k = 0; k < all; k++) add(k, f(at(to + k) * at(row + k)))
        const tail = f(f(at(row + all) * at(scores >> 2)) + f(at(row + all + 1) * at((scores >> 2) + 1)))
        f32[(out >> 2) + c] = f(sum() + tail) + at((bias >> 2) + c)
      }
    },
  }
}
