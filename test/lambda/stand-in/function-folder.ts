import {chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {inflateRawSync} from 'node:zlib';
import {RenderInternals} from '@remotion/renderer';

const require = createRequire(import.meta.url);

/** The files of a ZIP by name. PKWARE APPNOTE 4.3: the directory stands at the end and names where each file begins. */
function unzip(zip: Buffer, wanted: readonly string[]): ReadonlyMap<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (wanted.includes(name)) {
      const header = zip.readUInt32LE(at + 42);
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const body = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      found.set(name, zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body));
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return found;
}

/** The archive that Remotion deploys. */
export const shippedArchive = () =>
  join(dirname(require.resolve('@remotion/lambda/package.json')), 'remotionlambda-arm64.zip');

/**
 * Lays out what runs in a Lambda environment: the code of the archive that Remotion deploys, byte for byte, with the
 * programs for this machine in place of those for arm64. The code is only copied here, never loaded.
 * @param zip an archive that was deployed; default: the one that Remotion's package holds
 * @returns path of its entry
 */
export function layOutFunction(folder: string, zip?: Buffer): string {
  const archive = zip === undefined ? shippedArchive() : 'the archive that was deployed';
  const names = ['index.js', 'mappings.wasm'];
  const files = unzip(zip ?? readFileSync(shippedArchive()), names);
  mkdirSync(folder, {recursive: true});
  for (const name of names) {
    const content = files.get(name);
    if (content === undefined) throw new Error(`${archive} lacks ${name}`);
    writeFileSync(join(folder, name), content);
  }
  const ffmpeg = RenderInternals.getExecutablePath({
    type: 'ffmpeg',
    indent: false,
    logLevel: 'error',
    binariesDirectory: null,
  });
  const programs = dirname(ffmpeg);
  for (const name of readdirSync(programs)) {
    if (!/^(?:remotion|ffmpeg|ffprobe)$|\.so/.test(name)) continue;
    copyFileSync(join(programs, name), join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  return join(folder, 'index.js');
}
