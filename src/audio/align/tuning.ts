/** Settings found by trying, on other sentences and partly other voices than the tests use. Costs are in units of what a frame costs against a random one. */
export const tuning = {
  coefficients: 13,
  deltaWeight: 1,
  levelWeight: 1,
  /** Costs of lasting longer than the reference and of leaving frames of it out. */
  stay: 0.22,
  leap: 0.2,
  /** Costs of a gap where a pause is likely, and elsewhere. */
  entryPause: 0,
  entryInside: 0.6,
  /** Costs of a frame of silence: at least this, or a share of how unlike each other frames of silence are; more under noise; more the louder it is. */
  silenceBase: 0.1,
  silenceNoise: 0.4,
  silenceSlope: 3.5,
  noisyBase: 0.2,
  noisyEntry: 1,
  /** Pauses this far under speech are clean, dB. */
  cleanRange: 45,
  /** Costs of a frame that is none of the words: as much as this share of all frames of the reference cost at most, and a little. */
  fillerQuantile: 0.2,
  fillerExtra: 0.05,
  /** Costs of leaving out a word: each, and for each of its frames. */
  skipBase: 6,
  skipPerFrame: 0.05,
  /** How far from the path of a coarser level a finer one searches, frames of 10 ms. */
  reach: 80,
  /** Bands are cut off this far under their mean (natural logarithm of power), or at the noise. */
  floorDepth: 7,
  /** Loudness (0 quiet, 1 loud) under which frames are noise only, and under which they may be a pause. */
  quietFloor: 0.03,
  quietBelow: 0.2,
  noisyTrim: 0.8,
  /** Frames of silence that a word may begin or end with beyond those of the reference. */
  spareHead: 3,
  spareTail: 4,
  /** How often what is not speech is taken out and the search repeated, while it is more than this share. */
  rounds: 2,
  foreign: 0.15,
  /** How much higher the resonances of the voice may lie than those of the reference. */
  warps: [0.84, 0.92, 1, 1.08, 1.16, 1.24, 1.32],
  noiseQuantile: 0.02,
} as const;
