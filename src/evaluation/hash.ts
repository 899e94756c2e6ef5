const encoder = new TextEncoder()

/**
 * 32-bit FNV-1a over the UTF-8 bytes of `text`; in [0, 2³²).
 * Its low bits are hardly mixed: good for a fixed split, not for folds.
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
