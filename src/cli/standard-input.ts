import {ViralError} from '../errors.ts';

/** Reads all of standard input, up to a limit. */
export async function readStandardInput(maxBytes: number): Promise<Uint8Array> {
  // Nothing would tell why the command stands still.
  if (process.stdin.isTTY)
    process.stderr.write('Type or paste the text; end with Ctrl-D on a line of its own.\n');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    size += bytes.length;
    if (size > maxBytes) {
      throw new ViralError(
        'too-large',
        `Standard input is longer than ${Math.round(maxBytes / 1e6)} MB. Hand in one article, not a whole archive.`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
