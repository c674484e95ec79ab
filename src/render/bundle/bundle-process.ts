// Runs as a process of its own, because bundling changes the working directory and prints: reads what to bundle from
// its parent, answers with progress and the list of files that the bundle was made of. Started by bundle.ts.
import {createRequire, Module} from 'node:module';

/** What the parent asks for; all paths are absolute. */
export interface BundleOrder {
  readonly entry: string;
  readonly rootDir: string;
  readonly publicDir: string;
  readonly outDir: string;
}

export type BundleAnswer =
  | {readonly type: 'progress'; readonly fraction: number}
  | {
      readonly type: 'done';
      readonly bundler: 'rspack' | 'webpack';
      /** Files that were read, and paths that were looked for in vain. */
      readonly files: readonly string[];
      readonly missing: readonly string[];
    }
  | {
      readonly type: 'failed';
      readonly message: string;
      /** What is wrong in which file, when the sources are to blame. */
      readonly faults: readonly BundleFault[];
    };

export interface BundleFault {
  readonly file: string | null;
  /** `3:25` or `2:1-26` */
  readonly place: string | null;
  readonly message: string;
}

interface Compiler {
  readonly hooks: {done: {tap(name: string, listener: (stats: Stats) => void): void}};
}
interface Stats {
  toJson(what: {all: false; errors: true}): {
    errors?: readonly {message: string; moduleIdentifier?: string; loc?: string}[];
  };
  readonly compilation: {
    readonly fileDependencies: Iterable<string>;
    readonly missingDependencies: Iterable<string>;
  };
}

function answer(message: BundleAnswer): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send) resolve();
    else process.send(message, () => resolve());
  });
}

/**
 * Rspack is a binary that some platforms and installs lack. Remotion's bundler loads it even where webpack is asked
 * for, so it gets an empty module in its place then. Both are the bundler's own dependencies, resolved from there.
 */
function hasRspack(): boolean {
  const loadBeside = createRequire(createRequire(import.meta.url).resolve('@remotion/bundler'));
  try {
    loadBeside('@rspack/core');
    return true;
  } catch {
    const path = loadBeside.resolve('@rspack/core');
    const empty = new Module(path);
    empty.loaded = true;
    loadBeside.cache[path] = empty;
    return false;
  }
}

let faults: readonly BundleFault[] = [];

async function work({entry, rootDir, publicDir, outDir}: BundleOrder): Promise<void> {
  const files = new Set<string>();
  const missing = new Set<string>();
  const listing = {
    apply(compiler: Compiler) {
      compiler.hooks.done.tap('list-of-files', (stats) => {
        const {compilation} = stats;
        faults = (stats.toJson({all: false, errors: true}).errors ?? []).map(
          ({message, moduleIdentifier = '', loc = ''}) => ({
            // The loaders stand before the file.
            file: moduleIdentifier.slice(moduleIdentifier.lastIndexOf('!') + 1) || null,
            place: loc || null,
            message,
          }),
        );
        for (const file of compilation.fileDependencies) files.add(file);
        for (const file of compilation.missingDependencies) missing.add(file);
      });
    },
  };
  const rspack = hasRspack();
  const {bundle} = await import('@remotion/bundler');
  await bundle({
    entryPoint: entry,
    rootDir,
    publicDir,
    outDir,
    rspack,
    enableCaching: false,
    ignoreRegisterRootWarning: true,
    onProgress: (percent) => void answer({type: 'progress', fraction: percent / 100}),
    bundlerOverride: (config) => ({
      ...config,
      devtool: false,
      resolve: {
        ...config.resolve,
        // Where TypeScript resolves as Node.js does, an entry says `./poster.js` and means `poster.tsx`.
        extensionAlias: {'.js': ['.js', '.ts', '.tsx'], '.jsx': ['.jsx', '.tsx']},
      },
      plugins: [...(config.plugins ?? []), listing],
    }),
  });
  await answer({
    type: 'done',
    bundler: rspack ? 'rspack' : 'webpack',
    files: [...files],
    missing: [...missing],
  });
}

// Ctrl-C in a terminal reaches this process too; its parent decides what to do about it.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));
process.once('message', (order: BundleOrder) => {
  void work(order)
    .catch((error: unknown) =>
      answer({type: 'failed', message: error instanceof Error ? error.message : String(error), faults}),
    )
    .then(() => process.exit(0));
});
