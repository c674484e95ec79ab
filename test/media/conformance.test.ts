import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {generatedPictures, openMediaCache, pictureFolder} from '../../src/media/index.ts';
import {pexels} from '../../src/media/pexels.ts';
import {pixabay} from '../../src/media/pixabay.ts';
import type {MediaSource} from '../../src/ports/index.ts';
import {mediaConformance, type MediaConformanceOptions} from '../../src/testing/index.ts';
import {chequered, temporaryFolders, writeTestClip} from './clip-files.ts';
import {pexelsServer} from './stock/pexels-server.ts';
import {pixabayServer} from './stock/pixabay-server.ts';
import {key, type ServedClip, type StockServer} from './stock/stock-server.ts';

const folders = await temporaryFolders();
afterAll(folders.remove);

function conforms(name: string, options: MediaConformanceOptions): void {
  describe(name, () => {
    for (const check of mediaConformance(options)) it(check.name, () => check.run());
  });
}

let own: string;
const clips: ServedClip[] = [];
beforeAll(async () => {
  own = await folders.fresh();
  const file = await writeTestClip(own, 'ice-on-the-harbour', {width: 180, height: 320, seconds: 4});
  await writeTestClip(own, 'harbour-boats', {width: 320, height: 180, seconds: 4, ending: 'mov', ground: 90});
  await writeFile(join(own, 'harbour.png'), await chequered(180, 320));
  const bytes = await readFile(file);
  const at = {width: 180, height: 320, seconds: 4, bytes};
  clips.push({id: 1, words: 'harbour in the ice', ...at}, {id: 2, words: 'two cats', ...at});
});

describe('every media source keeps the contract', () => {
  conforms('generated', {open: generatedPictures, wish: 'harbour'});
  conforms('folder', {open: () => pictureFolder({directory: own}), wish: 'harbour', unknown: 'a volcano'});
  for (const {name, start, open} of [
    {name: 'pexels', start: pexelsServer, open: pexels},
    {name: 'pixabay', start: pixabayServer, open: pixabay},
  ]) {
    describe(name, () => {
      let server: StockServer;
      let cache: string;
      beforeAll(async () => {
        server = await start(clips);
        cache = await folders.fresh();
      });
      afterAll(() => server.close());
      const options = () => ({apiKey: key, baseUrl: server.origin, download: {allowHosts: [server.host]}});
      const common = {wish: 'harbour', unknown: 'volcano', secrets: [key]};
      conforms('against its contract server', {open: () => open(options()), ...common});
      conforms('with a cache', {
        open: () => open({...options(), cache: openMediaCache({directory: cache})}),
        ...common,
      });
    });
  }
});

describe('the conformance suite', () => {
  const spoils: readonly [string, (source: MediaSource) => MediaSource, RegExp][] = [
    ['a name that is none', (source) => ({...source, name: 'My Pictures'}), /short name/],
    [
      'a size that is not the file’s',
      (source) => ({
        ...source,
        doFind: async (request) => {
          const found = await source.doFind(request);
          return found && {...found, width: found.width + 1};
        },
      }),
      /is what it says/,
    ],
    [
      'something for everything',
      (source) => ({...source, doFind: (request) => source.doFind({...request, query: 'harbour'})}),
      /nothing rather/,
    ],
    [
      'a key in what it says',
      (source) => ({
        ...source,
        doFind: async (request) => {
          const found = await source.doFind(request);
          return found && {...found, alt: `found with ${key}`};
        },
      }),
      /with its rights/,
    ],
    [
      'one id for two works',
      (source) => ({
        ...source,
        doSearch: async (request) =>
          ((await source.doSearch?.(request)) ?? []).map((candidate) => ({...candidate, id: 'folder/same'})),
      }),
      /lists candidates/,
    ],
    [
      'an error that is not ours',
      (source) => ({
        ...source,
        doFind: async (request) => {
          if (request.query.includes('passwd')) throw new TypeError('undefined is not a function');
          return source.doFind(request);
        },
      }),
      /hard wishes/,
    ],
    [
      'a file left lying about',
      (source) => ({
        ...source,
        doFind: async (request) => {
          await writeFile(join(request.directory, 'half-a-file.part'), 'x');
          return source.doFind(request);
        },
      }),
      /writes only/,
    ],
    [
      'no heed of the signal',
      (source) => ({
        ...source,
        doFind: (request) => source.doFind({...request, signal: new AbortController().signal}),
      }),
      /stops when/,
    ],
  ];
  it.each(spoils)('finds %s', async (_what, spoil, check) => {
    const failed: string[] = [];
    for (const {name, run} of mediaConformance({
      open: () => spoil(pictureFolder({directory: own})),
      wish: 'harbour',
      unknown: 'volcano',
      secrets: [key],
    })) {
      await run().catch(() => failed.push(name));
    }
    expect(failed.join('\n')).toMatch(check);
  });
});
