import type {Asset, Rights} from './asset.ts';

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
  /** What was mixed and the rights on each part, for the manifest: `soundtrack-music`, `soundtrack-effects`. */
  readonly parts?: Readonly<Record<string, Rights>>;
  /** Music that was composed for this video. Absent with none, or with a recording. */
  readonly music?: {readonly mood: string; readonly tempo: number; readonly key: string};
}
