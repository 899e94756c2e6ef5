/** Kinds of people who write reviews; each has a voice in `voices/`. */
export const REGISTERS = [
  'casual',
  'teen',
  'fan',
  'critic',
  'audiophile',
  'nostalgic',
  'musician',
  'esl',
  'ironic',
] as const
export type Register = (typeof REGISTERS)[number]
