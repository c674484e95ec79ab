import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {ViralError} from '../errors.ts';

/** Unpacked; all of it is held in memory. */
const maxBytes = 200_000_000;

/** Why a file could not be read, and what to do, to stand behind its name. */
export function whyUnread(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EISDIR') return 'is a folder. Name a file in it.';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? 'is not there. Check the name.'
    : 'cannot be read. Check its permissions.';
}

/**
 * Reads a text file, gzipped or not.
 * @throws ViralError `file-not-found`, `file-unreadable`, `too-large`
 */
export async function readDataFile(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new ViralError('file-not-found', `${file} ${whyUnread(cause)}`, {cause});
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = await promisify(gunzip)(bytes, {maxOutputLength: maxBytes});
    } catch (cause) {
      throw new ViralError(
        'file-unreadable',
        `${file} is gzipped, but cannot be unpacked to ${maxBytes / 1e6} MB or less.`,
        {cause},
      );
    }
  }
  if (bytes.length > maxBytes) {
    throw new ViralError('too-large', `${file} is longer than ${maxBytes / 1e6} MB. Split it.`);
  }
  return bytes.toString('utf8');
}
