// Writes what the package knows of its fonts from the installed font packages: which characters each file really
// draws (src/compositions/fonts/coverage.ts), and the files of the families that come in a hundred slices
// (src/compositions/fonts/slices/). Run it after changing the version of a font package:
//   node scripts/font-tables.mjs           writes
//   node scripts/font-tables.mjs --check   only tells whether they are up to date
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {brotliDecompressSync} from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = `${root}node_modules/`;
const folder = `${root}src/compositions/fonts/`;

/** Families whose files are few: by family the package, the middle of the file's name, and the parts that are used. */
const whole = {
  Anton: ['@fontsource/anton', '400-normal', ['latin', 'latin-ext', 'vietnamese']],
  Archivo: ['@fontsource-variable/archivo', 'wght-normal', ['latin', 'latin-ext', 'vietnamese']],
  'Barlow Condensed': ['@fontsource/barlow-condensed', '800-normal', ['latin', 'latin-ext', 'vietnamese']],
  'Bricolage Grotesque': [
    '@fontsource-variable/bricolage-grotesque',
    'wght-normal',
    ['latin', 'latin-ext', 'vietnamese'],
  ],
  'Instrument Serif': ['@fontsource/instrument-serif', '400-normal', ['latin', 'latin-ext']],
  'Instrument Serif Italic': ['@fontsource/instrument-serif', '400-italic', ['latin', 'latin-ext']],
  Inter: [
    '@fontsource-variable/inter',
    'wght-normal',
    ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek'],
  ],
  Cairo: ['@fontsource-variable/cairo', 'wght-normal', ['arabic']],
  Heebo: ['@fontsource-variable/heebo', 'wght-normal', ['hebrew']],
  'Noto Sans Thai': ['@fontsource-variable/noto-sans-thai', 'wght-normal', ['thai']],
  'Noto Sans Devanagari': ['@fontsource-variable/noto-sans-devanagari', 'wght-normal', ['devanagari']],
};
const sliced = ['noto-sans-jp', 'noto-sans-kr', 'noto-sans-sc', 'noto-sans-tc'];

/** Tags that WOFF2 writes as a number (W3C WOFF 2.0, 4.1); only `cmap`, the first, is looked for. */
const knownTags = 63;

/** The `cmap` table of a WOFF2 file, which WOFF2 never transforms. */
function cmapTable(file) {
  const bytes = readFileSync(file);
  let at = 48;
  const base128 = () => {
    for (let value = 0; ;) {
      const byte = bytes[at++];
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  let start = 0;
  for (let table = 0; table < bytes.readUInt16BE(12); table++) {
    const flags = bytes[at++];
    const known = flags & 63;
    const tag = known === knownTags ? bytes.toString('latin1', at, (at += 4)) : known;
    let length = base128();
    // `glyf` and `loca` are stored transformed unless their version is 3, all others when it is not 0.
    const transformed = tag === 10 || tag === 11 ? flags >> 6 !== 3 : flags >> 6 !== 0;
    if (transformed) length = base128();
    if (tag === 0 || tag === 'cmap') {
      // The directory must be read to its end to know where the data begin.
      const found = {start, length};
      for (let rest = table + 1; rest < bytes.readUInt16BE(12); rest++) {
        const own = bytes[at++];
        const name = own & 63;
        if (name === knownTags) at += 4;
        base128();
        if (name === 10 || name === 11 ? own >> 6 !== 3 : own >> 6 !== 0) base128();
      }
      const data = brotliDecompressSync(bytes.subarray(at, at + bytes.readUInt32BE(20)));
      return data.subarray(found.start, found.start + found.length);
    }
    start += length;
  }
  throw new Error(`${file} has no cmap`);
}

/** The characters that a font file has glyphs for: subtables of formats 4 and 12 (OpenType, cmap). */
function charactersOf(file) {
  const cmap = cmapTable(file);
  const characters = new Set();
  for (let entry = 0; entry < cmap.readUInt16BE(2); entry++) {
    const at = cmap.readUInt32BE(8 + entry * 8);
    const format = cmap.readUInt16BE(at);
    if (format === 4) {
      const doubled = cmap.readUInt16BE(at + 6);
      for (let offset = 0; offset < doubled; offset += 2) {
        const ends = at + 14 + offset;
        const starts = ends + doubled + 2;
        const ranges = starts + 2 * doubled;
        const range = cmap.readUInt16BE(ranges);
        const delta = cmap.readInt16BE(starts + doubled);
        const from = cmap.readUInt16BE(starts);
        for (let code = from; code <= cmap.readUInt16BE(ends) && code < 0xffff; code++) {
          const place = ranges + range + 2 * (code - from);
          const glyph = range === 0 ? (code + delta) & 0xffff : cmap.readUInt16BE(place);
          if (glyph !== 0) characters.add(code);
        }
      }
    } else if (format === 12) {
      for (let group = 0; group < cmap.readUInt32BE(at + 12); group++) {
        const place = at + 16 + 12 * group;
        for (let code = cmap.readUInt32BE(place); code <= cmap.readUInt32BE(place + 4); code++) {
          characters.add(code);
        }
      }
    }
  }
  return characters;
}

function charactersIn(ranges) {
  const characters = new Set();
  for (const range of ranges.split(',')) {
    const [from, to = from] = range.slice(2).split('-');
    for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code++) characters.add(code);
  }
  return characters;
}

/** As CSS `unicode-range`. */
function rangesOf(characters) {
  const sorted = [...characters].sort((a, b) => a - b);
  const hex = (code) => code.toString(16).toUpperCase();
  const ranges = [];
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (sorted[to + 1] === sorted[to] + 1) to++;
    ranges.push(from === to ? `U+${hex(sorted[from])}` : `U+${hex(sorted[from])}-${hex(sorted[to])}`);
    from = to + 1;
  }
  return ranges.join(',');
}

const unicodeOf = (name) => JSON.parse(readFileSync(`${packages}${name}/unicode.json`, 'utf8'));
const fileOf = (name, part, style) => `${name}/files/${name.split('/')[1]}-${part}-${style}.woff2`;
const note = '// Written by scripts/font-tables.mjs from the installed font packages. Do not edit by hand.\n';

function coverage() {
  const families = Object.entries(whole).map(([family, [name, style, parts]]) => {
    const ranges = unicodeOf(name);
    const drawn = parts.map((part) => {
      const held = charactersOf(`${packages}${fileOf(name, part, style)}`);
      // Files hold a space and a few letters beyond their part, for measuring.
      const own = [...charactersIn(ranges[part])].filter((code) => held.has(code));
      return `    '${part}': '${rangesOf(own)}',\n`;
    });
    return `  '${family}': {\n${drawn.join('')}  },\n`;
  });
  // Digits, # and * are left out: the emoji font has key caps for them and would take them from the text.
  const emoji = [...charactersOf(`${packages}twemoji-colr-font/twemoji.woff2`)].filter(
    (code) => code >= 0xa9,
  );
  families.push(`  'Twemoji': {\n    'emoji': '${rangesOf(emoji)}',\n  },\n`);
  return (
    note +
    `\n/** The characters that each part of a family draws, as CSS \`unicode-range\`: what its file has glyphs for. */\n` +
    `export const coverage: Readonly<Record<string, Readonly<Record<string, string>>>> = {\n${families.join('')}};\n`
  );
}

function slices(short) {
  const name = `@fontsource-variable/${short}`;
  const ranges = unicodeOf(name);
  const parts = Object.keys(ranges).filter((part) => part.startsWith('['));
  const absent = new Set();
  const lines = parts.map((part) => {
    const number = part.slice(1, -1);
    const path = fileOf(name, number, 'wght-normal');
    const held = charactersOf(`${packages}${path}`);
    for (const code of charactersIn(ranges[part])) if (!held.has(code)) absent.add(code);
    return {number, path};
  });
  const there = readdirSync(`${packages}${name}/files`).filter((file) =>
    /-\d+-wght-normal\.woff2$/.test(file),
  );
  if (there.length !== parts.length) throw new Error(`${name} has files that its unicode.json does not name`);
  return (
    note +
    `import ranges from '${name}/unicode.json';\n` +
    lines.map(({number, path}) => `import part${number} from '${path}';\n`).join('') +
    `\nexport {ranges};\n\n/** Named in the ranges, yet without a glyph in the files. */\nexport const absent = '${rangesOf(absent)}';\n\n` +
    `export const urls: Readonly<Record<string, string>> = {\n` +
    lines.map(({number}) => `  '[${number}]': part${number},\n`).join('') +
    `};\n`
  );
}

const wanted = [
  [`${folder}coverage.ts`, coverage()],
  ...sliced.map((name) => [`${folder}slices/${name}.ts`, slices(name)]),
];
const stale = wanted.filter(([file, text]) => {
  try {
    return readFileSync(file, 'utf8') !== text;
  } catch {
    return true;
  }
});
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    console.error(`${file.slice(root.length)} is out of date: run node scripts/font-tables.mjs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    writeFileSync(file, text);
    console.log(`wrote ${file.slice(root.length)}`);
  }
}
