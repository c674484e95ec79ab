import type {Asset} from './asset.ts';

/** The mixed sound of one video: a WAV file, an asset to put into a storyboard, and what was measured. */
export interface Soundtrack {
  readonly assetId: string;
  readonly asset: Asset;
  /** Absolute path of the WAV file. */
  readonly file: string;
  readonly durationInSeconds: number;
  /** Integrated loudness after ITU-R BS.1770-4. */
  readonly loudnessLufs: number;
  readonly truePeakDbtp: number;
}
