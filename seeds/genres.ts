/** What an opinion can be about; names that a music lexicon knows. */
export const ASPECTS = [
  'vocals',
  'lyrics',
  'melody',
  'production',
  'mix',
  'drums',
  'guitar',
  'bass',
  'keyboards',
  'arrangement',
  'mood',
  'originality',
] as const
export type AspectName = (typeof ASPECTS)[number]

export const GENRES = ['rock', 'pop', 'hip-hop', 'electronic', 'jazz', 'folk', 'metal', 'soul'] as const
export type Genre = (typeof GENRES)[number]

/** Mean and standard deviation. */
type Spread = readonly [mean: number, deviation: number]

export interface GenreTraits {
  /** Beats per minute. */
  readonly tempo: Spread
  /** Decibel below full scale. */
  readonly loudness: Spread
  /** These four in [0, 1]. */
  readonly energy: Spread
  readonly danceability: Spread
  readonly acousticness: Spread
  readonly valence: Spread
  readonly durationSeconds: Spread
  /** Chance that a song has it. */
  readonly voice: number
  readonly guitar: number
  readonly keyboards: number
  /** A second genre that a song may carry. */
  readonly neighbours: readonly Genre[]
  readonly tags: readonly string[]
}

export const TRAITS: Readonly<Record<Genre, GenreTraits>> = {
  rock: {
    tempo: [126, 18],
    loudness: [-8.5, 2],
    energy: [0.74, 0.12],
    danceability: [0.5, 0.1],
    acousticness: [0.15, 0.1],
    valence: [0.52, 0.18],
    durationSeconds: [238, 45],
    voice: 0.97,
    guitar: 1,
    keyboards: 0.35,
    neighbours: ['metal', 'pop', 'folk'],
    tags: ['guitar driven', 'anthem', 'garage', 'road trip', 'live favourite', 'riffs', 'slow burner', 'indie'],
  },
  pop: {
    tempo: [116, 12],
    loudness: [-7, 1.6],
    energy: [0.66, 0.12],
    danceability: [0.7, 0.1],
    acousticness: [0.18, 0.12],
    valence: [0.64, 0.18],
    durationSeconds: [208, 25],
    voice: 1,
    guitar: 0.45,
    keyboards: 0.8,
    neighbours: ['electronic', 'soul', 'rock'],
    tags: ['catchy', 'summer', 'singalong', 'radio', 'bittersweet', 'party', 'ballad', 'feel good'],
  },
  'hip-hop': {
    tempo: [92, 10],
    loudness: [-7.5, 1.6],
    energy: [0.66, 0.12],
    danceability: [0.76, 0.08],
    acousticness: [0.14, 0.1],
    valence: [0.5, 0.18],
    durationSeconds: [222, 35],
    voice: 0.98,
    guitar: 0.2,
    keyboards: 0.6,
    neighbours: ['soul', 'jazz', 'electronic'],
    tags: ['boom bap', 'wordplay', 'storytelling', 'samples', 'late night', 'heavy bass', 'conscious', 'head nodder'],
  },
  electronic: {
    tempo: [124, 14],
    loudness: [-8, 2],
    energy: [0.72, 0.15],
    danceability: [0.73, 0.12],
    acousticness: [0.06, 0.05],
    valence: [0.44, 0.2],
    durationSeconds: [322, 80],
    voice: 0.45,
    guitar: 0.08,
    keyboards: 0.95,
    neighbours: ['pop', 'hip-hop'],
    tags: ['synths', 'club', 'ambient', 'headphones', 'night drive', 'hypnotic', 'downtempo', 'bass heavy'],
  },
  jazz: {
    tempo: [118, 30],
    loudness: [-15, 3],
    energy: [0.4, 0.14],
    danceability: [0.5, 0.12],
    acousticness: [0.72, 0.15],
    valence: [0.5, 0.2],
    durationSeconds: [348, 90],
    voice: 0.3,
    guitar: 0.35,
    keyboards: 0.85,
    neighbours: ['soul'],
    tags: ['late night', 'ballad', 'swing', 'improvisation', 'small combo', 'rainy day', 'brushes', 'modal'],
  },
  folk: {
    tempo: [104, 18],
    loudness: [-13, 2.5],
    energy: [0.36, 0.12],
    danceability: [0.44, 0.1],
    acousticness: [0.82, 0.1],
    valence: [0.46, 0.18],
    durationSeconds: [226, 45],
    voice: 0.98,
    guitar: 0.97,
    keyboards: 0.25,
    neighbours: ['rock', 'pop'],
    tags: ['acoustic', 'storytelling', 'fingerpicking', 'harmonies', 'autumn', 'fireside', 'traditional', 'quiet'],
  },
  metal: {
    tempo: [142, 26],
    loudness: [-6, 1.4],
    energy: [0.92, 0.05],
    danceability: [0.34, 0.1],
    acousticness: [0.04, 0.04],
    valence: [0.3, 0.14],
    durationSeconds: [302, 75],
    voice: 0.95,
    guitar: 1,
    keyboards: 0.15,
    neighbours: ['rock'],
    tags: ['heavy', 'riffs', 'double kick', 'epic', 'dark', 'workout', 'doom', 'shredding'],
  },
  soul: {
    tempo: [102, 16],
    loudness: [-10, 2],
    energy: [0.54, 0.13],
    danceability: [0.66, 0.1],
    acousticness: [0.36, 0.16],
    valence: [0.62, 0.18],
    durationSeconds: [232, 40],
    voice: 1,
    guitar: 0.6,
    keyboards: 0.85,
    neighbours: ['pop', 'jazz', 'hip-hop'],
    tags: ['groove', 'horns', 'slow jam', 'love song', 'harmonies', 'sunday morning', 'dance floor', 'smooth'],
  },
}
