import type { AspectName } from '../../genres.js'
import { arrangement } from './arrangement.js'
import type { AspectBank } from './bank.js'
import { bass } from './bass.js'
import { drums } from './drums.js'
import { guitar } from './guitar.js'
import { keyboards } from './keyboards.js'
import { lyrics } from './lyrics.js'
import { melody } from './melody.js'
import { mix } from './mix.js'
import { mood } from './mood.js'
import { originality } from './originality.js'
import { production } from './production.js'
import { vocals } from './vocals.js'

export const BANKS: Readonly<Record<AspectName, AspectBank>> = {
  vocals,
  lyrics,
  melody,
  production,
  mix,
  drums,
  guitar,
  bass,
  keyboards,
  arrangement,
  mood,
  originality,
}
