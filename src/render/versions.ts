import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {ViralError} from '../errors.ts';

/** Packages that must be there once, in one version, for pictures to be right. */
const remotionPackages = [
  'remotion',
  '@remotion/renderer',
  '@remotion/bundler',
  '@remotion/media',
  '@remotion/web-renderer',
  '@remotion/player',
  '@remotion/cli',
  '@remotion/lambda',
  '@remotion/lambda-client',
  '@remotion/captions',
  '@remotion/transitions',
  '@remotion/google-fonts',
  '@remotion/zod-types',
  '@remotion/shapes',
  '@remotion/paths',
  '@remotion/noise',
  '@remotion/motion-blur',
  '@remotion/three',
  '@remotion/lottie',
  '@remotion/gif',
  '@remotion/layout-utils',
  '@remotion/media-utils',
  '@remotion/animation-utils',
] as const;

interface Found {
  readonly name: string;
  readonly version: string;
  /** Folder of its package.json. */
  readonly folder: string;
}

/** Finds a package as Node would from a file or folder, without needing it to export its package.json. */
async function find(name: string, fromFolder: string): Promise<Found | null> {
  const places = createRequire(pathToFileURL(join(fromFolder, 'noop.js'))).resolve.paths(name) ?? [];
  for (const place of places) {
    const folder = join(place, ...name.split('/'));
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const {version} = JSON.parse(text) as {version?: string};
    return {name, version: version ?? 'unknown', folder};
  }
  return null;
}

const here = dirname(fileURLToPath(import.meta.url));

/** The version of a package as this package sees it; `none` when it is not installed. */
export async function installedVersion(name: string): Promise<string> {
  return (await find(name, here))?.version ?? 'none';
}

/**
 * Compares the versions of all Remotion packages, and of react and zod, that the project and this package resolve.
 * Mixed versions render wrongly without a word, so this stops before the first bundle.
 * @param projectDir folder of the user's package.json. Default: this package alone
 * @param ownDir folder that stands for this package. Default: where this file lies
 * @returns what was found, in words
 * @throws ViralError `version-mismatch` with the packages and the one command that aligns them
 */
export async function checkRemotionVersions(
  projectDir: string = here,
  ownDir: string = here,
): Promise<string> {
  const seen = await Promise.all(
    [projectDir, ownDir].flatMap((folder) => remotionPackages.map((name) => find(name, folder))),
  );
  const found = seen.filter((entry) => entry !== null);
  const own = (await find('remotion', ownDir))?.version;
  const byName = new Map<string, Set<string>>();
  for (const {name, version} of found) byName.set(name, (byName.get(name) ?? new Set()).add(version));

  // The project decides: it names remotion itself, and may use packages that we do not. Where remotion alone differs, it
  // follows the others: a registry may have a newer one before it has the rest of that version.
  const others = new Set(
    [...byName].flatMap(([name, versions]) => (name === 'remotion' ? [] : [...versions])),
  );
  const alone = byName.get('remotion')?.size === 1 && others.size === 1 && byName.size > 2;
  const target = alone ? [...others][0] : ((await find('remotion', projectDir))?.version ?? own);
  const problems: string[] = [];
  const wrong = [...byName].filter(([, versions]) => [...versions].some((version) => version !== target));
  for (const [name, versions] of wrong) {
    const rest = alone ? 'the other Remotion packages are' : 'remotion is';
    problems.push(`${name} ${[...versions].sort().join(' and ')}, but ${rest} ${target}`);
  }
  const commands: string[] = [];
  if (wrong.length > 0) {
    const installable = (alone ? ['remotion'] : [...byName.keys()]).map((name) => `${name}@${target}`);
    commands.push(...installable);
  }

  for (const name of ['react', 'react-dom', 'zod']) {
    const ours = await find(name, ownDir);
    const theirs = await find(name, projectDir);
    if (!ours || !theirs || ours.version === theirs.version) continue;
    problems.push(`${name} ${theirs.version} in your project and ${ours.version} in this package`);
    commands.push(`${name}@${theirs.version}`);
  }
  const react = await find('react', projectDir);
  const dom = await find('react-dom', projectDir);
  if (react && dom && react.version !== dom.version) {
    problems.push(`react ${react.version} and react-dom ${dom.version} differ`);
    commands.push(`react@${react.version}`, `react-dom@${react.version}`);
  }

  if (problems.length === 0) return `${byName.size} Remotion packages, all ${target ?? 'absent'}`;
  const packages = [...new Set(commands)];
  throw new ViralError(
    'version-mismatch',
    `Packages that must match have different versions:\n${problems.map((line) => `  ${line}`).join('\n')}\n` +
      `Align them with: npm i --save-exact ${packages.join(' ')}`,
  );
}
