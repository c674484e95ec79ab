/** A charset that the runtime knows, or undefined. */
function decoderOf(label: string | undefined): TextDecoder | undefined {
  if (label === undefined || label === '') return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** What windows-1252 has where Latin-1 has controls (encoding.spec.whatwg.org, index windows-1252), from 0x80 on. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Some versions of Node decode windows-1252 as Latin-1. */
function printed(control: string): string {
  return windows[control.charCodeAt(0) - 0x80] ?? control;
}

/**
 * Text of a feed: byte order mark, then the charset of the answer, then the XML declaration, then UTF-8. Parsers take
 * text and none of them decodes bytes well.
 */
export function feedText(bytes: Uint8Array, charset?: string): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a === 0x3c && b === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0 && b === 0x3c) return new TextDecoder('utf-16be').decode(bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/u.exec(start)?.[1];
  // Bytes of 8-bit charsets that call themselves UTF-16 are a common mistake.
  const named = declared !== undefined && /^utf-?(?:16|32)/iu.test(declared) ? undefined : declared;
  // `us-ascii` for text/xml is what servers write that know nothing.
  const told = charset === 'us-ascii' ? undefined : charset;
  const decoder = decoderOf(told) ?? decoderOf(named) ?? new TextDecoder();
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? text.replace(/[\u0080-\u009F]/gu, printed) : text;
}
