/** The next uniform number in [0, 1), a multiple of 2⁻³². */
export type Random = () => number

/**
 * `xoshiro128` with its state filled from `seed` by the finaliser of MurmurHash3 over a Weyl sequence. The same seed
 * gives the same numbers on every machine.
 * @param seed its low 32 bits count
 */
export function seededRandom(seed: number): Random {
  let weyl = seed | 0
  const word = () => {
    weyl = (weyl + 0x9e3779b9) | 0
    let mixed = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return mixed ^ (mixed >>> 16)
  }
  return xoshiro128(word(), word(), word(), word())
}

/**
 * The generator xoshiro128** with the state a, b, c, d: 32-bit integers, not all 0.
 * @see Blackman & Vigna, ACM TOMS 47(4), 2021
 */
export function xoshiro128(a: number, b: number, c: number, d: number): Random {
  return () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return (result >>> 0) / 2 ** 32
  }
}

/** A uniform integer in [0, below); `below` ≤ 2³². */
export function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below)
}

/** A standard normal number (Box & Muller 1958). */
export function randomNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return radius * Math.cos(2 * Math.PI * random())
}

/** Reorders in place, every order alike (Fisher & Yates), and returns the same array. */
export function shuffle<T extends { readonly length: number; [index: number]: number }>(random: Random, array: T): T {
  for (let i = array.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1)
    const kept = array[i]
    array[i] = array[j]
    array[j] = kept
  }
  return array
}
