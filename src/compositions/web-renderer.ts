import * as untyped from '@remotion/web-renderer';
import type {ComponentType} from 'react';
import type {CalculateMetadataFunction} from 'remotion';
import type {CompositionProps} from './register.tsx';

/** A composition as Remotion's web renderer takes it. */
interface WebRendererComposition {
  readonly id: string;
  readonly component: ComponentType<CompositionProps>;
  readonly calculateMetadata: CalculateMetadataFunction<CompositionProps>;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly durationInFrames: number;
  readonly defaultProps: CompositionProps;
}

interface SharedOptions {
  readonly composition: WebRendererComposition;
  readonly inputProps: CompositionProps;
  /** ms */
  readonly delayRenderTimeoutInMilliseconds: number;
  readonly licenseKey: string | null;
  readonly logLevel: 'error';
}

interface MediaOptions extends SharedOptions {
  readonly container: 'mp4';
  readonly videoCodec: 'h264';
  /** Bits a second. */
  readonly videoBitrate: number;
  readonly keyframeIntervalInSeconds: number;
  readonly hardwareAcceleration: 'prefer-software';
  /** First and last frame. */
  readonly frameRange: [number, number];
  readonly muted: true;
  readonly outputTarget: 'arraybuffer';
  readonly pageResponsiveness: 'disabled';
  /** The frame's timestamp is in µs from the first frame that is drawn. */
  readonly onFrame: (frame: VideoFrame) => VideoFrame;
}

interface StillOptions extends SharedOptions {
  readonly frame: number;
}

interface AbilityOptions {
  readonly container: 'mp4';
  readonly videoCodec: 'h264';
  readonly width: number;
  readonly height: number;
  readonly videoBitrate: number;
  readonly muted: true;
  readonly outputTarget: 'arraybuffer';
}

interface WebRenderer {
  readonly renderMediaOnWeb: (options: MediaOptions) => Promise<{readonly getBlob: () => Promise<Blob>}>;
  readonly renderStillOnWeb: (
    options: StillOptions,
  ) => Promise<{readonly blob: (options: {format: 'png'}) => Promise<Blob>}>;
  readonly canRenderMediaOnWeb: (
    options: AbilityOptions,
  ) => Promise<{canRender: boolean; issues: readonly {readonly message: string}[]}>;
}

/**
 * `@remotion/web-renderer` with the types of what is used of it: its own declarations import each other without file
 * extensions, which TypeScript does not follow from an ES module, so everything of it would be `any`.
 */
export const {renderMediaOnWeb, renderStillOnWeb, canRenderMediaOnWeb} = untyped as unknown as WebRenderer;
