import type {ModelPart, ModelPrice, ModelRequest, TokenUsage} from '../ports/index.ts';

/**
 * Bytes of UTF-8 for a token: English has about four, most other scripts a letter (two or three bytes) or less for
 * one. Three errs on the dear side for nearly all text.
 */
const bytesPerToken = 3;
/** Gemini bills 258 tokens for a frame a second and 32 for a second of sound; others bill a picture up to about 1500. */
const tokensPerVideoSecond = 300;
const tokensPerSoundSecond = 35;
const tokensPerPicture = 1600;
/** Where the length is not given: the slowest streams in use, so that the estimate is high. */
const videoBytesPerSecond = 25_000;
const soundBytesPerSecond = 2000;

function tokensOfPart(part: ModelPart): number {
  if (part.kind === 'text') return Math.ceil(Buffer.byteLength(part.text) / bytesPerToken);
  const {mimeType, bytes, durationInSeconds} = part;
  if (mimeType.startsWith('video/')) {
    return Math.ceil((durationInSeconds ?? bytes.length / videoBytesPerSecond) * tokensPerVideoSecond);
  }
  if (mimeType.startsWith('audio/')) {
    return Math.ceil((durationInSeconds ?? bytes.length / soundBytesPerSecond) * tokensPerSoundSecond);
  }
  return tokensPerPicture;
}

/** Tokens that a request takes to read, rounded up: what a budget reckons with before anything is sent. */
export function estimateInputTokens({
  system,
  parts,
  schema,
}: Pick<ModelRequest, 'system' | 'parts' | 'schema'>): number {
  const text = Buffer.byteLength(system) + Buffer.byteLength(JSON.stringify(schema));
  return Math.ceil(text / bytesPerToken) + 50 + parts.reduce((sum, part) => sum + tokensOfPart(part), 0);
}

/** US dollars; null without a price. */
export function costOf(usage: TokenUsage, price: ModelPrice | undefined): number | null {
  if (!price) return null;
  const {inputTokens, outputTokens, thoughtTokens} = usage;
  return (
    (inputTokens * price.inputPerMillion + (outputTokens + thoughtTokens) * price.outputPerMillion) / 1e6
  );
}
