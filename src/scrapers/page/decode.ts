import {ViralError} from '../../errors.ts';

/** What a file looks like by its first bytes, where that is certainly not text. */
const signatures: readonly (readonly [name: string, start: string, offset?: number])[] = [
  ['a PDF', '%PDF-'],
  ['an RTF document', '{\\rtf'],
  ['a ZIP file (Word, OpenDocument and EPUB files are such too)', 'PK\u0003\u0004'],
  ['an old Word document', '\u00d0\u00cf\u0011\u00e0'],
  ['a PNG picture', '\u0089PNG'],
  ['a JPEG picture', '\u00ff\u00d8\u00ff'],
  ['a GIF picture', 'GIF8'],
  ['a WebP picture', 'WEBP', 8],
  ['a WAV sound', 'WAVE', 8],
  ['a video', 'ftyp', 4],
  ['a WebM or Matroska video', '\u001a\u0045\u00df\u00a3'],
  ['an MP3 sound', 'ID3'],
  ['an Ogg file', 'OggS'],
  ['a gzip file', '\u001f\u008b'],
  ['a program', '\u007fELF'],
];

const conversions: Readonly<Record<string, string>> = {
  'a PDF': 'turn it into text first, for example with: pdftotext file.pdf article.txt',
};

/** Names what the bytes are when they are not text, else null. */
function binaryKind(bytes: Uint8Array): string | null {
  for (const [name, start, offset = 0] of signatures) {
    const last = offset + start.length;
    if (String.fromCharCode(...bytes.subarray(offset, last)) === start) return name;
  }
  return null;
}

const marks: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The charset a page or an XML file names in its first kilobyte. */
function declaredInside(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const found =
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head) ??
    /<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  return found?.[1]?.toLowerCase();
}

/** What bytes 0x80 to 0x9f mean in windows-1252 (WHATWG Encoding); Node's decoder passes them on as controls. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replaceAll(
    /[\u0080-\u009f]/g,
    (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control,
  );
}

function decoderFor(label: string | undefined): TextDecoder | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/**
 * Turns bytes into text: by byte-order mark, else the charset of the HTTP header, else the one declared inside,
 * else strict UTF-8.
 * @throws ViralError `not-text` that names what the bytes look like and how to convert them; `no-content` when empty
 */
export function decodeText(bytes: Uint8Array, httpCharset: string | undefined, shown: string): string {
  if (bytes.length === 0) {
    throw new ViralError(
      'no-content',
      `${shown} is empty; give a text, Markdown or HTML file with words in it`,
    );
  }
  const kind = binaryKind(bytes);
  if (kind !== null) {
    const way = conversions[kind] ?? 'give a text, Markdown or HTML file';
    throw new ViralError('not-text', `${shown} is ${kind}, not text; ${way}`);
  }
  const mark = marks.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (!mark && bytes.includes(0)) {
    throw new ViralError(
      'not-text',
      `${shown} holds binary data, not text; give a text, Markdown or HTML file`,
    );
  }
  const declared = mark ? null : (decoderFor(httpCharset) ?? decoderFor(declaredInside(bytes)));
  if (declared) {
    const text = decodeWith(declared, bytes);
    const broken = text.split('\ufffd').length - 1;
    // Pages with one stray byte are common; a text that is full of them was declared wrongly.
    if (broken * 200 <= text.length) return text.replaceAll('\ufffd', '');
  }
  try {
    return new TextDecoder(mark?.[0] ?? 'utf-8', {fatal: true}).decode(bytes);
  } catch (cause) {
    throw new ViralError(
      'not-text',
      `${shown} is not valid ${(mark?.[0] ?? 'utf-8').toUpperCase()}. If it was saved in another character set, convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8 old.txt > new.txt`,
      {cause},
    );
  }
}
