import {promisify} from 'node:util';
import {constants, crc32 as zlibCrc32, deflate} from 'node:zlib';

const deflateAsync = promisify(deflate);

const crcTable = Uint32Array.from({length: 256}, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** Node 20.15 and later bring the checksum; earlier ones do not. */
function crcOf(bytes: Uint8Array): number {
  if (typeof zlibCrc32 === 'function') return zlibCrc32(bytes);
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crcOf(body), body.length + 4);
  return framed;
}

/** One of the 65,536 cells that colours are counted in: 5 bits red, 6 green, 5 blue. */
const cellOf = (red: number, green: number, blue: number) =>
  ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3);

/**
 * At most 256 colours that stand for all of a picture's, by median cut, and the colour of each cell.
 * @param pixels RGB, three bytes a pixel
 */
function quantise(pixels: Uint8Array): {palette: Uint8Array; indexOfCell: Uint8Array} {
  const counts = new Uint32Array(65_536);
  const sums = [new Float64Array(65_536), new Float64Array(65_536), new Float64Array(65_536)] as const;
  for (let at = 0; at < pixels.length; at += 3) {
    const red = pixels[at] ?? 0;
    const green = pixels[at + 1] ?? 0;
    const blue = pixels[at + 2] ?? 0;
    const cell = cellOf(red, green, blue);
    counts[cell] = (counts[cell] ?? 0) + 1;
    sums[0][cell] = (sums[0][cell] ?? 0) + red;
    sums[1][cell] = (sums[1][cell] ?? 0) + green;
    sums[2][cell] = (sums[2][cell] ?? 0) + blue;
  }
  const used: number[] = [];
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]) used.push(cell);
  const mean = (cell: number, channel: 0 | 1 | 2) => (sums[channel][cell] ?? 0) / (counts[cell] ?? 1);

  const spread = (cells: readonly number[]) => {
    let widest: {channel: 0 | 1 | 2; range: number} = {channel: 0, range: -1};
    for (const channel of [0, 1, 2] as const) {
      let low = 255;
      let high = 0;
      for (const cell of cells) {
        const value = mean(cell, channel);
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high - low > widest.range) widest = {channel, range: high - low};
    }
    return widest;
  };
  const boxes = [{cells: used, ...spread(used)}];
  while (boxes.length < 256) {
    let largest = 0;
    for (let index = 1; index < boxes.length; index++) {
      if ((boxes[index]?.range ?? 0) > (boxes[largest]?.range ?? 0)) largest = index;
    }
    const box = boxes[largest];
    if (!box || box.range <= 0 || box.cells.length < 2) break;
    const {channel} = box;
    const sorted = [...box.cells].sort(
      (one, other) => mean(one, channel) - mean(other, channel) || one - other,
    );
    const half = sorted.length >> 1;
    const [low, high] = [sorted.slice(0, half), sorted.slice(half)];
    boxes[largest] = {cells: low, ...spread(low)};
    boxes.push({cells: high, ...spread(high)});
  }

  // Neighbouring colours get neighbouring numbers: that packs better.
  const flat = boxes
    .map(({cells}) => {
      let weight = 0;
      const colour = [0, 0, 0];
      for (const cell of cells) {
        weight += counts[cell] ?? 0;
        for (const channel of [0, 1, 2] as const)
          colour[channel] = (colour[channel] ?? 0) + (sums[channel][cell] ?? 0);
      }
      return {cells, colour: colour.map((sum) => Math.round(sum / Math.max(1, weight)))};
    })
    .sort((one, other) => brightness(one.colour) - brightness(other.colour));
  const palette = new Uint8Array(flat.length * 3);
  const indexOfCell = new Uint8Array(65_536);
  flat.forEach(({cells, colour}, index) => {
    palette.set(colour, index * 3);
    for (const cell of cells) indexOfCell[cell] = index;
  });
  return {palette, indexOfCell};
}

const brightness = ([red = 0, green = 0, blue = 0]: readonly number[]) => red * 2 + green * 5 + blue;

/**
 * Encodes RGB pixels as a PNG with at most 256 colours (PNG specification, colour type 3). Grain hides the steps
 * between them; a true-colour file would be four times as large.
 * @param pixels three bytes a pixel, row by row
 */
export async function encodeIndexedPng(
  pixels: Uint8Array,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const {palette, indexOfCell} = quantise(pixels);
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0, from = 0; y < height; y++) {
    let to = y * (width + 1) + 1;
    for (let x = 0; x < width; x++, from += 3) {
      rows[to++] = indexOfCell[cellOf(pixels[from] ?? 0, pixels[from + 1] ?? 0, pixels[from + 2] ?? 0)] ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const data = await deflateAsync(rows, {level: 5, memLevel: 9, strategy: constants.Z_FILTERED});
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    // The colours are sRGB.
    chunk('sRGB', Uint8Array.of(0)),
    chunk('PLTE', palette),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}
