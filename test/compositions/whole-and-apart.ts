import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findTheme} from '../../src/compositions/themes.ts';
import {floorPx} from '../../src/compositions/kit/text/text-fit.ts';
import {safeAreaOf, type Aspect} from '../../src/platforms/index.ts';
import type {Storyboard} from '../../src/schema/index.ts';
import {barest, fullest, sampleUrls, sceneFrames, storyboardOf} from './limits.ts';
import {openStage} from './stage.ts';

type Stage = Awaited<ReturnType<typeof openStage>>;

export interface InkBox {
  readonly text: string;
  readonly part: 'caption' | 'content';
  /** Smallest type on it, px of the frame; `null` for what is drawn without a font. */
  readonly px: number | null;
  /** Which line of how many of one text it is, as in `2/3`. */
  readonly line?: string;
  /** Signs that came out as the box of a glyph that is not there. */
  readonly missing: readonly string[];
  readonly touchesEdge: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Painted boxes by the id of their scene. */
type Ink = ReadonlyMap<string, readonly InkBox[]>;

/** The entry whose compositions `measured-ID` say what they painted. */
export const measuringEntry = fileURLToPath(
  new URL('../fixtures/compositions/measuring-entry.tsx', import.meta.url),
);

/** The painted boxes of each scene at a frame near its end, when everything has come to rest. */
export async function inkOf(stage: Stage, composition: string, storyboard: Storyboard): Promise<Ink> {
  // Late enough for every entrance, early enough for a caption and no panel.
  const frames = storyboard.scenes.map(({startFrame}) => startFrame + sceneFrames - 14);
  const {logs} = await stage.frames(composition, storyboard, sampleUrls, frames, 0.25);
  return inkIn(logs);
}

/** The same, in one page for all scenes of `sceneFrames`: many texts in little time. */
export async function quickInkOf(stage: Stage, composition: string, storyboard: Storyboard): Promise<Ink> {
  const first = sceneFrames - 14;
  return inkIn(await stage.logsOf(composition, storyboard, sampleUrls, {first, step: sceneFrames}));
}

/** The boxes of every looked-at frame of each scene: of texts that are read page after page, too. */
export async function inkOverTime(
  stage: Stage,
  composition: string,
  storyboard: Storyboard,
  step: number,
): Promise<ReadonlyMap<string, readonly (readonly InkBox[])[]>> {
  const logs = await stage.logsOf(composition, storyboard, sampleUrls, {first: 4, step});
  const seen = new Map<string, InkBox[][]>();
  for (const log of logs) {
    const [, json] = /MEASURED (.*)$/s.exec(log) ?? [];
    if (json === undefined) continue;
    const {scene, boxes} = JSON.parse(json) as {scene: string; boxes: InkBox[]};
    seen.set(scene, [...(seen.get(scene) ?? []), boxes.filter((box) => box.width > 0)]);
  }
  return seen;
}

function inkIn(logs: readonly string[]): Ink {
  const found = logs.flatMap((log) => {
    const [, json] = /MEASURED (.*)$/s.exec(log) ?? [];
    return json === undefined ? [] : [JSON.parse(json) as {scene: string; boxes: InkBox[]}];
  });
  return new Map(found.map(({scene, boxes}) => [scene, boxes.filter((box) => box.width > 0)]));
}

/** Area of two boxes in common as a share of the smaller. */
function overlapOf(first: InkBox, second: InkBox): number {
  const width = Math.min(first.x + first.width, second.x + second.width) - Math.max(first.x, second.x);
  const height = Math.min(first.y + first.height, second.y + second.height) - Math.max(first.y, second.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(first.width * first.height, second.width * second.height);
}

/** Every text anywhere in a scene. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Without marks of direction, spaces and case: as a text is compared with where it comes from. */
const plain = (text: string): string => text.replace(/[\p{Cf}\s]/gu, '').toLowerCase();

/** Whether a line was cut short: it ends in an ellipsis that no text of its scene has there. */
const isTorn = (line: string, scene: unknown): boolean =>
  line.endsWith('…') && !textsIn(scene).some((text) => plain(text).includes(plain(line)));

/** What is cut off or short, outside of the safe area, over something else, or missing. */
export function faultsOf(ink: Ink, {scenes, width, height, platform}: Storyboard): readonly string[] {
  const safe = safeAreaOf(platform, width, height);
  const unit = Math.min(width, height) / 1080;
  const wrong: string[] = [];
  for (const [sceneId, boxes] of ink) {
    const source = scenes.find((scene) => scene.id === sceneId);
    const kind = `${source?.kind} (${sceneId})`;
    if (!boxes.some(({part}) => part === 'caption')) wrong.push(`${kind} has no captions`);
    if (!boxes.some(({part}) => part === 'content')) wrong.push(`${kind} shows no text`);
    for (const box of boxes) {
      const where = `${kind}: '${box.text}' at ${Math.round(box.x)},${Math.round(box.y)} ${Math.round(box.width)}x${Math.round(box.height)}`;
      if (isTorn(box.text, source)) wrong.push(`${where} is cut short`);
      if (box.touchesEdge) wrong.push(`${where} is clipped`);
      if (box.missing.length > 0) {
        wrong.push(`${where} has no glyph for ${box.missing.map((sign) => `'${sign}'`).join(', ')}`);
      }
      if (box.px !== null && box.px < floorPx * unit - 0.01) {
        wrong.push(`${where} is set in ${(box.px / unit).toFixed(1)} px at 1080 wide`);
      }
      // Side bearings and strokes may hang over by a hair.
      if (box.x < safe.x - 14 || box.x + box.width > safe.x + safe.width + 14)
        wrong.push(`${where} is too wide`);
      if (box.y < safe.y - 14 || box.y + box.height > safe.y + safe.height + 14)
        wrong.push(`${where} is too high`);
      for (const other of boxes) {
        // Lines of one text stand close: a descender may share a little height with the line below.
        if (other !== box && overlapOf(box, other) >= 0.2) wrong.push(`${where} runs over '${other.text}'`);
      }
    }
  }
  return wrong;
}

/** Fields of a scene that say something on screen, by name; the whole text of a scene stands for kinds that say it otherwise. */
function fieldsOf(scene: Storyboard['scenes'][number]): readonly (readonly [name: string, text: string])[] {
  const own = scene as unknown as Readonly<Record<string, unknown>>;
  const said = ['kicker', 'detail', 'label', 'unit', 'source', 'text', 'speaker', 'role', 'handle'];
  const texts = said.flatMap((name) => textsIn(own[name]).map((text) => [name, text] as const));
  const nested = ['left', 'right', 'options'].flatMap((name) =>
    textsIn(own[name]).map((text, index) => [`${name} ${index}`, text] as const),
  );
  const replaced = ['statistic', 'quote', 'comparison'].includes(scene.kind);
  return [...(replaced ? [] : [['onScreenText', scene.onScreenText] as const]), ...texts, ...nested];
}

const letters = (text: string): string => plain(text).replace(/[\p{P}\p{S}]/gu, '');

/** Texts of scenes of which a part is on none of the frames that were looked at. */
export function untoldIn(
  seen: ReadonlyMap<string, readonly (readonly InkBox[])[]>,
  {scenes}: Storyboard,
): readonly string[] {
  return scenes.flatMap((scene) => {
    const lines = new Set((seen.get(scene.id) ?? []).flat().map(({text}) => letters(text)));
    return fieldsOf(scene).flatMap(([name, text]) => {
      const whole = letters(text);
      const told = Array.from(whole, () => false);
      for (const line of lines) {
        if (line === '') continue;
        for (let at = whole.indexOf(line); at !== -1; at = whole.indexOf(line, at + 1)) {
          told.fill(true, at, at + line.length);
        }
      }
      const untold = told.filter((each) => !each).length;
      return untold === 0
        ? []
        : [`${scene.kind} (${scene.id}): ${untold} letters of ${name} are never shown`];
    });
  });
}

/** Short words that stand alone on the last line of a text while the line before has several. */
export function orphansOf(ink: Ink): readonly string[] {
  return [...ink.values()].flatMap((boxes) =>
    boxes.flatMap(({text, line, width, px}, index) => {
      const [place, count] = (line ?? '1/1').split('/');
      const before = boxes[index - 1]?.text.trim().split(/\s+/u) ?? [];
      const alone = place === count && count !== '1' && !/\s/u.test(text) && width < 2 * (px ?? 0);
      return alone && before.length > 2 ? [`'${text}' stands alone under '${before.join(' ')}'`] : [];
    }),
  );
}

const cases: readonly {
  name: string;
  scenes: readonly object[];
  theme: string;
  aspect: Aspect;
  language: string;
}[] = [
  {name: 'full', scenes: fullest, theme: 'lagoon', aspect: '9:16', language: 'en'},
  {name: 'full', scenes: fullest, theme: 'swiss', aspect: '1:1', language: 'en'},
  {name: 'full', scenes: fullest, theme: 'volt', aspect: '16:9', language: 'en'},
  {name: 'bare', scenes: barest, theme: 'press', aspect: '9:16', language: 'ar'},
];

/** Holds built-in templates to what every template must do, with the fullest and the barest texts there can be. */
export function holdTemplates(ids: readonly string[]): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(measuringEntry);
  }, 180_000);
  afterAll(() => stage?.close());

  describe.each(ids)('%s', (id) => {
    it.each(cases)(
      'keeps $name scenes whole, apart and inside the safe area ($theme, $aspect, $language)',
      async ({scenes, theme, aspect, language}) => {
        const plain = storyboardOf(scenes, findTheme(theme), aspect);
        const storyboard = {...plain, language, template: {id, options: {}}};
        const ink = await inkOf(stage, `measured-${id}`, storyboard);
        expect(ink.size).toBe(scenes.length);
        expect(faultsOf(ink, storyboard)).toEqual([]);
      },
      180_000,
    );

    it('draws the same picture twice, and another on another frame', async () => {
      const storyboard = {
        ...storyboardOf(barest.slice(0, 9), findTheme('sage'), '9:16'),
        template: {id, options: {}},
      };
      const at = 7 * sceneFrames + 6;
      // At full size: made smaller, an edge between pixels depends on what Chrome had painted just before.
      const {pictures} = await stage.frames(id, storyboard, sampleUrls, [at, at, at + 3], 1);
      expect(Buffer.compare(pictures[0]!, pictures[1]!)).toBe(0);
      expect(Buffer.compare(pictures[0]!, pictures[2]!)).not.toBe(0);
    }, 60_000);
  });
}
