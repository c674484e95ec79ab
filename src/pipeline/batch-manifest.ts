import {InvalidInputError, type InputIssue} from '../errors.ts';
import {briefSchema, idSchema, scriptSchema} from '../schema/index.ts';
import type {Platform} from '../platforms/index.ts';
import {contentHash} from './content-hash.ts';
import {type LineLook, lineLookSchema} from './line-look.ts';
import type {Subject} from './subject.ts';
import {twiceNamed} from './twice-named.ts';

/** One line of a batch: what to make a video of, under a name of the user's. */
export interface BatchLine {
  /** From 1, as editors count. */
  readonly line: number;
  readonly id: string;
  readonly subject: Subject;
  /** What its video should look like, where the line says so. */
  readonly look?: LineLook;
  /** Equal for equal subjects and looks, whatever their ids. */
  readonly sha256: string;
}

/** More than any brief with ten sources; whatever is longer is a mistake. */
const longestLine = 4_000_000;
/** Told in one error; a manifest of another format has one in every line. */
const mostIssues = 100;

/** As JSON writes what cannot stand by itself: half of a pair of UTF-16, and the character that ends texts elsewhere. */
const unsayable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

/**
 * Reads a manifest: JSON lines, each a brief with an `id`, or a script; `video` in a line says how its video should look.
 * Empty lines are skipped.
 * @param defaults for briefs that do not say it themselves
 * @throws InvalidInputError naming every bad line with its number and fields, before anything is made; the first hundred
 */
export function parseBatchManifest(
  text: string,
  defaults: {readonly platform?: Platform} = {},
): readonly BatchLine[] {
  const lines: BatchLine[] = [];
  const issues: InputIssue[] = [];
  const lineOfId = new Map<string, number>();
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((raw, index) => {
      const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (content.trim() === '' || issues.length >= mostIssues) return;
      const line = index + 1;
      const refuse = (path: string, message: string) => {
        issues.push({path: path === '' ? `line ${line}` : `line ${line}, ${path}`, message});
      };
      if (content.length > longestLine) {
        refuse('', `is longer than ${longestLine} characters`);
        return;
      }
      if (content.includes('\uFFFD')) {
        refuse('', 'has bytes that are not UTF-8: save the file as UTF-8');
        return;
      }
      let value: unknown;
      try {
        value = JSON.parse(content);
      } catch (error) {
        refuse('', `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
      if (!isObject(value)) {
        refuse('', 'must be an object: a brief with an id, or a script');
        return;
      }
      const twice = twiceNamed(content);
      if (twice !== null) refuse(twice, 'stands twice in one object');
      const id = idSchema.safeParse(value['id']);
      if (!id.success) {
        refuse(
          'id',
          value['id'] === undefined ? 'is missing' : (id.error.issues[0]?.message ?? 'is not valid'),
        );
      } else {
        // Ids name folders, and some file systems do not tell cases apart.
        const name = id.data.toLowerCase();
        const earlier = lineOfId.get(name);
        if (earlier !== undefined) refuse('id', `'${id.data}' stands in line ${earlier} already`);
        else lineOfId.set(name, line);
      }
      const {video, ...told} = value;
      const look = lineLookSchema.optional().safeParse(video);
      for (const issue of look.error?.issues ?? []) refuse(shown(['video', ...issue.path]), issue.message);
      const {id: _id, ...brief} = told;
      const read =
        'scenes' in told ? scriptSchema.safeParse(told) : briefSchema.safeParse({...defaults, ...brief});
      if (!read.success) {
        for (const issue of read.error.issues) {
          const path = shown(issue.path);
          // Said already.
          if (path !== 'id') refuse(path, issue.message);
        }
        return;
      }
      if (!look.success) return;
      if (unsayable.test(JSON.stringify(read.data))) {
        refuse('', 'has halves of characters, or characters of code 0');
      }
      if (!id.success) return;
      const own = look.data === undefined ? {} : {look: look.data};
      lines.push({
        line,
        id: id.data,
        subject: read.data,
        ...own,
        sha256: contentHash({...read.data, id: '', ...own}),
      });
    });
  if (issues.length > 0) {
    const more = issues.length > mostIssues ? [{path: '', message: 'and more'}] : [];
    throw new InvalidInputError('the manifest', [...issues.slice(0, mostIssues), ...more]);
  }
  if (lines.length === 0) {
    throw new InvalidInputError('the manifest', [
      {path: '', message: 'has no lines: one JSON object a line'},
    ]);
  }
  return lines;
}
