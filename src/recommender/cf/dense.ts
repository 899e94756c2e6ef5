import { linearArena } from '../../../simd/linear.js'

/*
 * Dense linear algebra on row-major matrices of `width` columns. The loops keep four rows or sums at a time: they are
 * bound by loads and by the latency of one running sum, not by multiplications.
 */

/** YᵀY, width × width. */
export function gram(y: Float32Array, width: number): Float64Array {
  const product = new Float64Array(width * width)
  const step = 4 * width
  const whole = y.length - (y.length % step)
  for (let row = 0; row < whole; row += step) {
    for (let i = 0; i < width; i++) {
      const a = y[row + i]
      const b = y[row + width + i]
      const c = y[row + 2 * width + i]
      const d = y[row + 3 * width + i]
      const at = i * width
      for (let j = 0; j <= i; j++) {
        product[at + j] +=
          a * y[row + j] + b * y[row + width + j] + c * y[row + 2 * width + j] + d * y[row + 3 * width + j]
      }
    }
  }
  for (let row = whole; row < y.length; row += width) {
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) product[i * width + j] += y[row + i] * y[row + j]
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) product[j * width + i] = product[i * width + j]
  }
  return product
}

/**
 * Inverse of a symmetric positive definite matrix by Cholesky's A = LLᵀ: L⁻ᵀL⁻¹.
 * @throws RangeError if the matrix is not positive definite
 */
export function inverseOfPositive(matrix: Float64Array, width: number): Float64Array {
  const lower = new Float64Array(matrix)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * width + j]
      for (let k = 0; k < j; k++) sum -= lower[i * width + k] * lower[j * width + k]
      if (i !== j) lower[i * width + j] = sum / lower[j * width + j]
      else if (sum > 0) lower[i * width + i] = Math.sqrt(sum)
      else throw new RangeError(`the matrix is not positive definite: pivot ${i} is ${sum}`)
    }
  }
  const inverseLower = new Float64Array(width * width)
  for (let j = 0; j < width; j++) {
    inverseLower[j * width + j] = 1 / lower[j * width + j]
    for (let i = j + 1; i < width; i++) {
      let sum = 0
      for (let k = j; k < i; k++) sum -= lower[i * width + k] * inverseLower[k * width + j]
      inverseLower[i * width + j] = sum / lower[i * width + i]
    }
  }
  const inverse = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = i; k < width; k++) sum += inverseLower[k * width + i] * inverseLower[k * width + j]
      inverse[i * width + j] = sum
      inverse[j * width + i] = sum
    }
  }
  return inverse
}

/** Y·S for a symmetric S, rows × width. */
export function timesSymmetric(y: Float32Array, symmetric: Float64Array, width: number): Float32Array {
  const product = new Float32Array(y.length)
  const row = new Float64Array(width)
  for (let at = 0; at < y.length; at += width) {
    for (let i = 0; i < width; i++) row[i] = y[at + i]
    dots(symmetric, width, row, product.subarray(at, at + width))
  }
  return product
}

/** out = Y·x: one sum of products for each row of Y. */
export function dots(
  y: Float32Array | Float64Array,
  width: number,
  x: Float64Array | Float32Array,
  out: Float32Array,
): void {
  const rows = out.length
  const whole = rows - (rows % 4)
  for (let row = 0; row < whole; row += 4) {
    const a = row * width
    const b = a + width
    const c = b + width
    const d = c + width
    let sumA = 0
    let sumB = 0
    let sumC = 0
    let sumD = 0
    for (let i = 0; i < width; i++) {
      const value = x[i]
      sumA += y[a + i] * value
      sumB += y[b + i] * value
      sumC += y[c + i] * value
      sumD += y[d + i] * value
    }
    out[row] = sumA
    out[row + 1] = sumB
    out[row + 2] = sumC
    out[row + 3] = sumD
  }
  for (let row = whole; row < rows; row++) {
    let sum = 0
    for (let i = 0; i < width; i++) sum += y[row * width + i] * x[i]
    out[row] = sum
  }
}

/**
 * The same again and again for the same Y, rows × width, by a kernel in WebAssembly SIMD, in sums of 32 bits.
 * @returns products(x, out): writes Y·x, rows long
 */
export function rowProducts(
  y: Float32Array,
  rows: number,
  width: number,
): (x: Float32Array, out: Float32Array) => void {
  const [step, count] = [roundedUp(width), roundedUp(rows)]
  const xAt = 4 * count * step
  const outAt = xAt + 4 * step
  const kernels = linearArena(outAt + 4 * count)
  const own = new Float32Array(kernels.buffer, 0, count * step)
  for (let row = 0; row < rows; row++) own.set(y.subarray(row * width, (row + 1) * width), row * step)
  const input = new Float32Array(kernels.buffer, xAt, step)
  const result = new Float32Array(kernels.buffer, outAt, rows)
  return (x, out) => {
    input.set(x)
    kernels.dots(0, step, xAt, outAt, count)
    out.set(result)
  }
}

/** The kernels take multiples of 4. */
function roundedUp(length: number): number {
  return Math.ceil(length / 4) * 4
}
