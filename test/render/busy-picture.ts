import {crc32, deflateSync} from 'node:zlib';

/** A number from 0 to 1 that a point of a grid always gets. */
function valueAt(x: number, y: number, layer: number): number {
  const mixed = Math.sin(x * 127.1 + y * 311.7 + layer * 74.7) * 43_758.5453;
  return mixed - Math.floor(mixed);
}

/** Smooth noise of cells of one unit. */
function noise(x: number, y: number, layer: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const ease = (part: number) => part * part * (3 - 2 * part);
  const [across, down] = [ease(x - column), ease(y - row)];
  const line = (at: number) =>
    valueAt(column, at, layer) * (1 - across) + valueAt(column + 1, at, layer) * across;
  return line(row) * (1 - down) + line(row + 1) * down;
}

/** A PNG of pixels given as red, green and blue, row by row. */
function pngOf(width: number, height: number, rgb: Uint8Array): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, {level: 1})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * A picture with detail at every scale, as photographs of leaves, crowds and gravel have it: each octave of noise half
 * as fine and about half as strong as the one before, from a third of the picture down to single pixels.
 */
export function busyPicture(width: number, height: number): Buffer {
  const rgb = new Uint8Array(width * height * 3);
  const octaves = Array.from({length: 9}, (_, octave) => ({
    pitch: width / 3 / 2 ** octave,
    strength: 0.58 ** octave,
  })).filter(({pitch}) => pitch >= 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [light, tint] = [0, 0];
      octaves.forEach(({pitch, strength}, octave) => {
        light += (noise(x / pitch, y / pitch, octave) - 0.5) * strength;
        if (octave < 4) tint += (noise(x / pitch, y / pitch, octave + 20) - 0.5) * strength;
      });
      const level = 118 + 150 * light;
      rgb.set(
        [level + 60 * tint, level + 14, level - 50 * tint].map((channel) =>
          Math.round(Math.min(255, Math.max(0, channel))),
        ),
        (y * width + x) * 3,
      );
    }
  }
  return pngOf(width, height, rgb);
}
