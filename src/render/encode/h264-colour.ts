/** Reads and writes single bits, most significant first. */
class Bits {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.bytes[this.position >> 3];
      if (byte === undefined) throw new RangeError('the sequence parameter set ends too early');
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position++;
    }
    return value;
  }

  writeByte(position: number, value: number): void {
    for (let i = 0; i < 8; i++) {
      const index = (position + i) >> 3;
      const mask = 0x80 >> ((position + i) & 7);
      const byte = this.bytes[index] ?? 0;
      this.bytes[index] = (value >> (7 - i)) & 1 ? byte | mask : byte & ~mask;
    }
  }

  /** An unsigned Exp-Golomb number; a signed one takes the same bits. */
  golomb(): number {
    let zeros = 0;
    while (this.read(1) === 0) zeros++;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  signedGolomb(): number {
    const value = this.golomb();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  }
}

/** Takes out the 3 of each 0 0 3, which only keeps start codes from appearing (H.264, 7.4.1). */
function unescape(unit: Uint8Array): Uint8Array {
  return unit.filter(
    (byte, index) => !(byte === 3 && index > 1 && unit[index - 1] === 0 && unit[index - 2] === 0),
  );
}

function escape(unit: Uint8Array): Uint8Array {
  const escaped: number[] = [];
  for (const byte of unit) {
    if (byte <= 3 && escaped.at(-1) === 0 && escaped.at(-2) === 0) escaped.push(3);
    escaped.push(byte);
  }
  return Uint8Array.from(escaped);
}

/** Profiles whose parameter set tells the chroma format (H.264, 7.3.2.1.1). */
const profilesWithChroma: ReadonlySet<number> = new Set([
  44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244,
]);

function skipScalingList(bits: Bits, size: number): void {
  let next = 8;
  for (let i = 0; i < size && next !== 0; i++) next = (next + bits.signedGolomb() + 256) % 256;
}

/**
 * Where the colour description stands in a sequence parameter set (H.264, 7.3.2.1.1 and E.1.1), in bits.
 * @param unit the unit without escapes
 */
function findColour(unit: Uint8Array): {readonly position: number; readonly fullRange: boolean} | null {
  const bits = new Bits(unit);
  bits.read(8);
  const profile = bits.read(8);
  bits.read(16);
  bits.golomb();
  if (profilesWithChroma.has(profile)) {
    const chromaFormat = bits.golomb();
    if (chromaFormat === 3) bits.read(1);
    bits.golomb();
    bits.golomb();
    bits.read(1);
    if (bits.read(1) === 1) {
      for (let i = 0; i < (chromaFormat === 3 ? 12 : 8); i++) {
        if (bits.read(1) === 1) skipScalingList(bits, i < 6 ? 16 : 64);
      }
    }
  }
  bits.golomb();
  const orderType = bits.golomb();
  if (orderType === 0) bits.golomb();
  if (orderType === 1) {
    bits.read(1);
    bits.golomb();
    bits.golomb();
    for (let left = bits.golomb(); left > 0; left--) bits.golomb();
  }
  bits.golomb();
  bits.read(1);
  bits.golomb();
  bits.golomb();
  if (bits.read(1) === 0) bits.read(1);
  bits.read(1);
  if (bits.read(1) === 1) for (let side = 0; side < 4; side++) bits.golomb();

  const hasUsabilityInformation = bits.read(1) === 1;
  if (!hasUsabilityInformation) return null;
  const hasAspect = bits.read(1) === 1;
  if (hasAspect && bits.read(8) === 255) bits.read(32);
  const hasOverscan = bits.read(1) === 1;
  if (hasOverscan) bits.read(1);
  const hasSignalType = bits.read(1) === 1;
  if (!hasSignalType) return null;
  bits.read(3);
  const fullRange = bits.read(1) === 1;
  const hasColour = bits.read(1) === 1;
  return hasColour ? {position: bits.position, fullRange} : null;
}

/** Code points of ITU-T H.273 for the matrices that our encoders use. */
const matrices: Readonly<Record<number, VideoMatrixCoefficients>> = {
  1: 'bt709',
  5: 'bt470bg',
  6: 'smpte170m',
};
/** Primaries and transfer of BT.709 in ITU-T H.273. */
const bt709 = 1;

export interface TaggedStream {
  /** The AVC decoder configuration record with the true tags. */
  readonly description: Uint8Array<ArrayBuffer>;
  /** The same tags for the container. */
  readonly colorSpace: VideoColorSpaceInit;
}

/**
 * Names the colours of a stream that was drawn by a browser. Whatever encoded it, its primaries are those of sRGB,
 * which are BT.709's, and its transfer is sRGB's, which BT.709 video carries unchanged by convention. The browser's own
 * encoder converts with the matrix of BT.601 and then tags all three as SMPTE 170M; whoever believes its primaries
 * turns pure red into (247, 47, 0). Matrix and range are what the samples were converted with and stay as they are.
 * @param description an AVC decoder configuration record (ISO/IEC 14496-15)
 * @returns null when the stream does not name its matrix, or one we do not know: nothing can be said then
 */
export function tagAsDrawnInBrowser(description: Uint8Array): TaggedStream | null {
  const parts: Uint8Array[] = [description.subarray(0, 6)];
  let colorSpace: VideoColorSpaceInit | null = null;
  let position = 6;
  for (let left = (description[5] ?? 0) & 31; left > 0; left--) {
    const length = ((description[position] ?? 0) << 8) | (description[position + 1] ?? 0);
    const unit = unescape(description.subarray(position + 2, position + 2 + length));
    position += 2 + length;
    const found = findColour(unit);
    if (found === null) return null;
    const bits = new Bits(unit);
    bits.position = found.position + 16;
    const matrix = matrices[bits.read(8)];
    if (matrix === undefined) return null;
    bits.writeByte(found.position, bt709);
    bits.writeByte(found.position + 8, bt709);
    colorSpace = {primaries: 'bt709', transfer: 'bt709', matrix, fullRange: found.fullRange};
    const escaped = escape(unit);
    parts.push(Uint8Array.of(escaped.length >> 8, escaped.length & 255), escaped);
  }
  if (colorSpace === null) return null;
  parts.push(description.subarray(position));
  return {description: Uint8Array.from(parts.flatMap((part) => [...part])), colorSpace};
}
