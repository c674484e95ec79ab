import {parentPort} from 'node:worker_threads';
import {logMel, type MelFrames, melHopSeconds, melRateHz, resample} from '../../sound/index.ts';
import type {Alignment, AlignMessage, AlignReply, AlignRequest, SoundPiece} from './align-messages.ts';
import {findWords} from './find-words.ts';
import type {ReferenceWord} from './words-only.ts';

/** The frames of a sound that comes piece by piece. */
class Frames {
  private pieces: Float32Array[] = [];
  private total = 0;
  private bands = 0;

  get count(): number {
    return this.total;
  }

  add({samples, sampleRateHz, lead, trail}: SoundPiece): void {
    if (samples.length === 0) return;
    // One sample that is no number would spoil all that are filtered with it.
    const clean = samples.every(Number.isFinite)
      ? samples
      : samples.map((one) => (Number.isFinite(one) ? one : 0));
    const at16k = resample(clean, sampleRateHz, melRateHz);
    const {bands, values, count} = logMel(at16k);
    const frameOf = (sample: number) => Math.round(sample / sampleRateHz / melHopSeconds);
    const first = frameOf(lead);
    const last = Math.min(count, frameOf(samples.length - trail));
    this.bands = bands;
    this.pieces.push(values.slice(first * bands, last * bands));
    this.total += Math.max(0, last - first);
  }

  whole(): MelFrames {
    const values = new Float32Array(this.total * this.bands);
    let at = 0;
    for (const piece of this.pieces) {
      values.set(piece, at);
      at += piece.length;
    }
    return {count: this.total, bands: this.bands, values};
  }
}

let sound = new Frames();
let reference = new Frames();
let words: ReferenceWord[] = [];

function forget(): void {
  sound = new Frames();
  reference = new Frames();
  words = [];
}

function answer(request: AlignRequest): Alignment | null {
  if (request.kind === 'begin') {
    forget();
    return null;
  }
  if (request.kind === 'sound') {
    sound.add(request.piece);
    return null;
  }
  if (request.kind === 'reference') {
    const offset = reference.count;
    reference.add(request.piece);
    const frameOf = (seconds: number) =>
      Math.min(reference.count, offset + Math.round(seconds / melHopSeconds));
    request.spans.forEach((span, index) => {
      words.push({
        from: span ? frameOf(span.start) : offset,
        to: span ? frameOf(span.end) : offset,
        pauseBefore: request.pauseBefore[index] === true,
      });
    });
    return null;
  }
  const {words: found, unlikeness} = findWords(sound.whole(), reference.whole(), words);
  forget();
  return {
    spans: found.map((word) =>
      word ? {start: word.from * melHopSeconds, end: word.to * melHopSeconds} : null,
    ),
    unlikeness,
  };
}

const port = parentPort;
port?.on('message', ({id, request}: AlignMessage) => {
  let reply: AlignReply;
  try {
    reply = {id, alignment: answer(request)};
  } catch (error) {
    reply = {id, error: error instanceof Error ? error.message : String(error)};
  }
  port.postMessage(reply);
});
