import type { Register } from '../registers.js'
import { casual } from './casual.js'
import type { Voice } from './voice.js'

export const VOICES: Readonly<Record<Register, Voice>> = {
  casual,
  teen: casual,
  fan: casual,
  critic: casual,
  audiophile: casual,
  nostalgic: casual,
  musician: casual,
  esl: casual,
  ironic: casual,
}
