import {canEncodeVideo} from 'mediabunny';
import type {ComponentType} from 'react';
import {useCurrentFrame, type CalculateMetadataFunction} from 'remotion';
import type {CompositionProps} from './register.tsx';
import {withReusedCanvases} from './frame-canvases.ts';
import {
  webReportName,
  type WebAbility,
  type WebAnswer,
  type WebOrder,
  type WebReport,
  type WebSegmentOrder,
  type WebStillOrder,
} from './web-order.ts';
import {withWarmEncoder} from './warm-encoder.ts';
import {canRenderMediaOnWeb, renderMediaOnWeb, renderStillOnWeb} from './web-renderer.ts';

/** A registered composition, as Remotion's web renderer takes it. */
export interface WebComposition {
  readonly id: string;
  readonly component: ComponentType<CompositionProps>;
  readonly calculateMetadata: CalculateMetadataFunction<CompositionProps>;
}

/**
 * The web renderer mounts a composition on frame 0 and then goes to the first frame that was asked for. Nothing is
 * drawn before that one, so that a segment neither costs nor needs what another scene shows.
 */
function startingAt(first: number, Video: ComponentType<CompositionProps>): ComponentType<CompositionProps> {
  if (first === 0) return Video;
  return function FromFrame(props: CompositionProps) {
    return useCurrentFrame() < first ? null : <Video {...props} />;
  };
}

function compositionFor(composition: WebComposition, order: WebOrder, first: number) {
  const {width, height, fps, durationInFrames} = order.storyboard;
  return {
    id: composition.id,
    component: startingAt(first, composition.component),
    calculateMetadata: composition.calculateMetadata,
    width,
    height,
    fps,
    durationInFrames,
    defaultProps: {storyboard: order.storyboard, assetUrls: order.assetUrls},
  };
}

function report(message: WebReport): void {
  const send: unknown = Reflect.get(window, webReportName);
  if (typeof send === 'function') send(JSON.stringify(message));
}

function loadedFonts(): string[] {
  return [...document.fonts]
    .filter((font) => font.status === 'loaded')
    .map((font) => `${font.family.replaceAll('"', '')} ${font.weight}`);
}

async function deliver(content: Blob, url: string): Promise<WebAnswer> {
  const answer = await fetch(url, {method: 'POST', body: content});
  if (!answer.ok) throw new Error(`the host did not take the result: ${answer.status}`);
  return {fonts: [...new Set(loadedFonts())].sort()};
}

/** Whether this browser can encode such a video. */
export async function canEncode(size: {
  readonly width: number;
  readonly height: number;
  readonly bitrate: number;
}): Promise<WebAbility> {
  const {canRender, issues} = await canRenderMediaOnWeb({
    container: 'mp4',
    videoCodec: 'h264',
    width: size.width,
    height: size.height,
    videoBitrate: size.bitrate,
    muted: true,
    outputTarget: 'arraybuffer',
  });
  if (canRender) {
    // The question above is for any encoder; the one that is used runs in software.
    const supported = await canEncodeVideo('avc', {
      width: size.width,
      height: size.height,
      bitrate: size.bitrate,
      hardwareAcceleration: 'prefer-software',
    });
    return {problem: supported ? null : 'this browser has no H.264 encoder in software for that size'};
  }
  return {problem: issues.map(({message}) => message).join(' ') || 'this browser cannot encode H.264'};
}

/** Draws and encodes frames of a storyboard, without sound, and sends the MP4 to the host. */
export async function drawSegment(composition: WebComposition, order: WebSegmentOrder): Promise<WebAnswer> {
  const [first, last] = order.frames;
  const usPerFrame = 1_000_000 / order.storyboard.fps;
  let drawn = first - 1;
  let reported = drawn;
  let reportedAt = -Infinity;
  const tell = () => {
    if (reported === drawn) return;
    reported = drawn;
    reportedAt = performance.now();
    report({job: order.job, frame: drawn});
  };
  const drawing = (onTaken: (frame: VideoFrame) => void) =>
    renderMediaOnWeb({
      composition: compositionFor(composition, order, first),
      inputProps: {storyboard: order.storyboard, assetUrls: order.assetUrls},
      container: 'mp4',
      videoCodec: 'h264',
      videoBitrate: order.encoding.bitrate,
      keyframeIntervalInSeconds: order.encoding.keyframeSeconds,
      // A graphics card's encoder writes another stream than the next machine's; segments must fit together.
      hardwareAcceleration: 'prefer-software',
      frameRange: [first, last],
      muted: true,
      outputTarget: 'arraybuffer',
      pageResponsiveness: 'disabled',
      delayRenderTimeoutInMilliseconds: order.timeoutInMs,
      licenseKey: order.licenseKey,
      logLevel: 'error',
      onFrame: (frame) => {
        onTaken(frame);
        drawn = first + Math.round(frame.timestamp / usPerFrame);
        // A report costs all processes on its way to the host as much as some of the drawing.
        if (performance.now() - reportedAt >= order.reportEveryInMs) tell();
        return frame;
      },
    });
  try {
    const {getBlob} = await withWarmEncoder(() => withReusedCanvases(drawing));
    return await deliver(await getBlob(), order.uploadUrl);
  } finally {
    // Where drawing failed the host names the frame after this one.
    tell();
  }
}

/** Draws one frame, losslessly, and sends the PNG to the host. */
export async function drawStill(composition: WebComposition, order: WebStillOrder): Promise<WebAnswer> {
  const {blob} = await renderStillOnWeb({
    composition: compositionFor(composition, order, order.frame),
    inputProps: {storyboard: order.storyboard, assetUrls: order.assetUrls},
    frame: order.frame,
    delayRenderTimeoutInMilliseconds: order.timeoutInMs,
    licenseKey: order.licenseKey,
    logLevel: 'error',
  });
  return deliver(await blob({format: 'png'}), order.uploadUrl);
}
