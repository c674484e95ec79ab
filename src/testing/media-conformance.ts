import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import {ViralError} from '../errors.ts';
import {readHead, readImageFacts, videoTypeOf} from '../media/image-file.ts';
import type {FoundMedia, MediaRequest, MediaSource} from '../ports/index.ts';
import {rightsSchema} from '../schema/index.ts';
import type {ConformanceCheck} from './voice-conformance.ts';

export interface MediaConformanceOptions {
  /** Opens a fresh source. */
  readonly open: () => MediaSource | Promise<MediaSource>;
  /** What it has something for, in words. */
  readonly wish: string;
  /** What it has nothing for; left out for sources that draw whatever is wished for. */
  readonly unknown?: string;
  /** Keys it was opened with: they may stand nowhere. */
  readonly secrets?: readonly string[];
}

const awkward = [
  'a',
  '<svg onload=alert(1)> & "quotes"',
  '../../etc/passwd',
  'ice\u0000\u202E\u0007 & key=1#x?y',
  '氷 の 港 😀',
  'word '.repeat(24).trim(),
];

/** What every media source must do: the contract of the port `MediaSource`. Rejects where it does not hold. */
export function mediaConformance(options: MediaConformanceOptions): readonly ConformanceCheck[] {
  const {open, wish, unknown, secrets = []} = options;
  const never = new AbortController().signal;

  const assertNoSecret = (text: string) => {
    for (const secret of secrets) assert.ok(!text.includes(secret), 'no secret is told');
  };
  const check = (
    name: string,
    body: (source: MediaSource, request: (more?: Partial<MediaRequest>) => MediaRequest) => Promise<void>,
  ): ConformanceCheck => ({
    name,
    run: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'viral-media-conformance-'));
      try {
        await body(await open(), (more = {}) => ({
          query: wish,
          spoken: `This is about ${wish}.`,
          language: 'en',
          durationInSeconds: 3,
          width: 270,
          height: 480,
          seed: 'seed',
          index: 0,
          palette: ['#101820', '#F2AA4C', '#FFFFFF'],
          directory,
          signal: never,
          ...more,
        }));
      } finally {
        await rm(directory, {recursive: true, force: true});
      }
    },
  });

  const assertMedia = async (found: FoundMedia | null): Promise<FoundMedia> => {
    assert.ok(found, 'it has something for this');
    assert.ok(isAbsolute(found.file), 'the path is absolute');
    const {head, bytes} = await readHead(found.file);
    assert.ok(bytes > 0, 'the file is not empty');
    if (found.kind === 'image') {
      const facts = readImageFacts(head);
      assert.ok(facts, 'the file is a picture');
      assert.deepEqual(
        facts,
        {mimeType: found.mimeType, width: found.width, height: found.height},
        'it is what it is said to be',
      );
    } else {
      assert.equal(videoTypeOf(head), found.mimeType, 'it is a clip of the type it is said to be');
      assert.ok((found.durationInSeconds ?? 0) > 0, 'a clip has a length');
    }
    assert.ok(found.width > 0 && found.height > 0, 'it has a size');
    assert.ok(found.alt.length <= 300, 'what it shows is said briefly');
    const rights = rightsSchema.parse(found.rights);
    assertNoSecret(JSON.stringify([rights, found.alt, found.file]));
    return found;
  };
  const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
      return null;
    } catch (error) {
      return error;
    }
  };

  return [
    check('has a short name', async ({name}) => {
      assert.match(name, /^[a-z][a-z0-9-]{1,30}$/);
    }),
    check('gives a file that is what it says, with its rights', async (source, request) => {
      await assertMedia(await source.doFind(request()));
    }),
    check('gives the same for the same wish', async (source, request) => {
      const first = await assertMedia(await source.doFind(request()));
      const bytes = await readFile(first.file);
      const again = await assertMedia(await (await open()).doFind(request()));
      assert.deepEqual(again.rights, first.rights);
      assert.ok((await readFile(again.file)).equals(bytes), 'the bytes are the same');
    }),
    check('has nothing rather than something else', async (source, request) => {
      if (unknown === undefined) return;
      assert.equal(await source.doFind(request({query: unknown, spoken: unknown})), null);
    }),
    check('lists candidates that are whole, different and in one order', async (source, request) => {
      if (!source.doSearch) return;
      const candidates = await source.doSearch(request());
      assert.ok(candidates.length > 0, 'it lists something');
      const ids = candidates.map(({id}) => id);
      assert.equal(new Set(ids).size, ids.length, 'each id stands once');
      for (const {id, width, height, words, kind, durationInSeconds} of candidates) {
        assert.ok(id.startsWith(`${source.name}/`) && id.length <= 200, `the id ${id} names the source`);
        assert.ok(width > 0 && height > 0, `${id} has a size`);
        assert.ok(kind === 'image' || (durationInSeconds ?? 0) > 0, `${id} has a length`);
        assertNoSecret(`${id} ${words}`);
      }
      assert.deepEqual(
        (await source.doSearch(request())).map(({id}) => id),
        ids,
        'the order is the same',
      );
      await assertMedia((await candidates[0]?.doOpen(request())) ?? null);
    }),
    check('writes only into the folder it is given, or a cache of its own', async (source, request) => {
      const {directory} = request();
      const found = await assertMedia(await source.doFind(request()));
      const names = await readdir(directory);
      assert.ok(names.length <= 1, 'at most one file is written');
      for (const name of names) assert.equal(join(directory, name), found.file, `${name} is what was found`);
    }),
    check('takes hard wishes or refuses them clearly', async (source, request) => {
      for (const [index, query] of awkward.entries()) {
        const error = await errorOf(
          source.doFind(request({query, spoken: query, index})).then((found) => found && assertMedia(found)),
        );
        if (error === null) continue;
        if (error instanceof assert.AssertionError) throw error;
        assert.ok(
          ViralError.isInstance(error),
          `"${query}" is refused as an error of ours, not ${error instanceof Error ? error.message : typeof error}`,
        );
        assertNoSecret(error.message);
      }
    }),
    check('answers wishes that come at once', async (source, request) => {
      const both = await Promise.all([0, 1].map((index) => source.doFind(request({index}))));
      for (const found of both) await assertMedia(found);
    }),
    check('stops when it is told to, with the reason, and goes on afterwards', async (source, request) => {
      const reason = new Error('enough of this');
      assert.equal(await errorOf(source.doFind(request({signal: AbortSignal.abort(reason)}))), reason);
      const controller = new AbortController();
      const finding = errorOf(source.doFind(request({signal: controller.signal})));
      controller.abort(reason);
      const error = await finding;
      // A source that answers in an instant may have done so.
      if (error !== null) assert.equal(error, reason);
      await assertMedia(await source.doFind(request()));
    }),
  ];
}
