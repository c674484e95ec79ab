/**
 * Encodes the first frame twice and keeps the second. Chrome's H.264 encoder starts with a coarse guess, whatever
 * bitrate it is given; only from the second key frame on it knows what the picture costs. Without this the first
 * third of a second of every scene looks worse than the rest: grain is gone and flat colours are off.
 */
class WarmVideoEncoder extends VideoEncoder {
  #cold = true;

  constructor({output, error}: VideoEncoderInit) {
    let dropped = false;
    let config: EncodedVideoChunkMetadata | undefined;
    super({
      error,
      output: (chunk, metadata) => {
        if (!dropped) {
          dropped = true;
          // Told once, with the chunk that is dropped.
          config = metadata;
          return;
        }
        output(chunk, config === undefined ? metadata : {...config, ...metadata});
        config = undefined;
      },
    });
  }

  override encode(frame: VideoFrame, options?: VideoEncoderEncodeOptions): void {
    if (!this.#cold) {
      super.encode(frame, options);
      return;
    }
    this.#cold = false;
    super.encode(frame, {...options, keyFrame: true});
    super.encode(frame, {...options, keyFrame: true});
  }
}

/** Has every encoder that is made meanwhile start warm. Not for two callers at once. */
export async function withWarmEncoder<Result>(act: () => Promise<Result>): Promise<Result> {
  const cold = globalThis.VideoEncoder;
  globalThis.VideoEncoder = WarmVideoEncoder;
  try {
    return await act();
  } finally {
    globalThis.VideoEncoder = cold;
  }
}
