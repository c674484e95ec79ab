/** A mono WAV file of 32 or 64-bit floating-point samples. */
export function floatWav(samples: ArrayLike<number>, sampleRateHz: number, bits: 32 | 64): Uint8Array {
  const width = bits / 8;
  const bytes = Buffer.alloc(44 + width * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(sampleRateHz * width, 28);
  bytes.writeUInt16LE(width, 32);
  bytes.writeUInt16LE(bits, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(width * samples.length, 40);
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    if (bits === 32) bytes.writeFloatLE(value, 44 + width * index);
    else bytes.writeDoubleLE(value, 44 + width * index);
  }
  return bytes;
}
