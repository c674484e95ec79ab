/** One regular file of an archive. */
export interface TarFile {
  readonly name: string;
  /** Permission bits. */
  readonly mode: number;
  readonly content: Uint8Array;
}

const blockSize = 512;

function text(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end));
}

const octal = (block: Uint8Array, start: number, length: number) =>
  Number.parseInt(text(block, start, length).trim() || '0', 8);

/**
 * Reads the regular files of an uncompressed ustar archive (POSIX.1-1988 header layout); folders, links and other
 * kinds are left out. Names that would leave the folder they are unpacked into are refused.
 * @throws Error when the archive is cut off or damaged
 */
export function readTar(archive: Uint8Array): TarFile[] {
  const files: TarFile[] = [];
  let position = 0;
  while (position + blockSize <= archive.length) {
    const header = archive.subarray(position, position + blockSize);
    if (header.every((byte) => byte === 0)) break;
    // The checksum counts its own eight bytes as spaces.
    const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    if (sum !== octal(header, 148, 8)) throw new Error(`the archive is damaged at byte ${position}`);
    const size = octal(header, 124, 12);
    const start = position + blockSize;
    if (start + size > archive.length) throw new Error('the archive is cut off');
    const prefix = text(header, 345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(header, 0, 100)}`;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === '0' || type === '\0') {
      if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) {
        throw new Error(`the archive holds a file with the unsafe name ${name}`);
      }
      files.push({name, mode: octal(header, 100, 8), content: archive.subarray(start, start + size)});
    }
    position = start + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}
