import type { Register } from '../registers.js'
import { audiophile } from './audiophile.js'
import { casual } from './casual.js'
import { critic } from './critic.js'
import { esl } from './esl.js'
import { fan } from './fan.js'
import { ironic } from './ironic.js'
import { musician } from './musician.js'
import { nostalgic } from './nostalgic.js'
import { teen } from './teen.js'
import type { Voice } from './voice.js'

export const VOICES: Readonly<Record<Register, Voice>> = {
  casual,
  teen,
  fan,
  critic,
  audiophile,
  nostalgic,
  musician,
  esl,
  ironic,
}
