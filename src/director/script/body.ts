import {spelled} from '../prose/spelled.ts';
import {paceOf, secondsOfScript} from '../../quality/speech-time.ts';
import type {Script, ScriptScene} from '../../schema/index.ts';

export const isBody = ({kind}: Pick<ScriptScene, 'kind'>): boolean =>
  kind !== 'hook' && kind !== 'call-to-action';

/** The rate a script is spoken at. */
export const paceOfScript = ({pace, style}: Pick<Script, 'pace' | 'style'>): number => pace ?? paceOf(style);

export const secondsOf = (script: Pick<Script, 'scenes' | 'pace' | 'style'>): number =>
  secondsOfScript(
    script.scenes.map(({spoken}) => spoken),
    paceOfScript(script),
  );

const place = ({sourceId, block, start}: ScriptScene['trace']['spans'][number]) =>
  `${sourceId} ${block} ${start}`;

/** Whether a scene rests on something that another rests on too. */
export function sharesGround(a: Pick<ScriptScene, 'trace'>, b: Pick<ScriptScene, 'trace'>): boolean {
  const places = new Set(a.trace.spans.map(place));
  return b.trace.spans.some((span) => places.has(place(span)));
}

/** Words with which a line leans on the one before it. */
const leans =
  /^(?:That|This|These|Those|It|They|He|She|His|Her|Its|Their|And|But|So|Then|Such|There|Instead|However|Still)\b/;

/** What a body scene is worth to its script, with those that lean on it; more stays longer. */
function worthOf(scene: ScriptScene, index: number, scenes: readonly ScriptScene[]): number {
  const hook = scenes.find(({kind}) => kind === 'hook');
  const isPayoff = hook !== undefined && sharesGround(hook, scene);
  const shown = {statistic: 0.3, comparison: 0.3, quote: 0.15, twist: 0.1}[scene.kind as 'statistic'] ?? 0;
  const given =
    scene.trace.operations.includes('point-of-the-brief') || scene.trace.operations.includes('news') ? 2 : 0;
  return (
    1 / (1 + 0.2 * index) + shown + given + (isPayoff ? 2 : 0) - (scene.trace.claim === 'glue' ? 0.5 : 0)
  );
}

/** Numbers steps and items anew, and lets a first line count what is left. */
export function renumbered(scenes: readonly ScriptScene[]): ScriptScene[] {
  const totals = new Map<string, number>();
  for (const {kind} of scenes) totals.set(kind, (totals.get(kind) ?? 0) + 1);
  const seen = new Map<string, number>();
  const counted = scenes.map((scene): ScriptScene => {
    if (scene.kind !== 'step' && scene.kind !== 'list-item') return scene;
    const n = (seen.get(scene.kind) ?? 0) + 1;
    seen.set(scene.kind, n);
    return {...scene, n, total: totals.get(scene.kind) ?? n};
  });
  const body = counted.filter(isBody).length;
  const count = totals.get('list-item') ?? totals.get('step') ?? body;
  return counted.map((scene) => {
    if (scene.kind !== 'hook') return scene;
    const recount = (text: string) =>
      text.replace(
        /^(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\d+)(?= (?:things|ways|steps|tips|reasons|facts|ideas)\b)/,
        spelled(count),
      );
    return {...scene, spoken: recount(scene.spoken), onScreenText: recount(scene.onScreenText)};
  });
}

/** Takes the lines out that are worth least until the script fits its seconds; what leans on a line goes with it. */
export function shortened(script: Script, seconds: number): Script {
  let {scenes} = script;
  const fits = (some: readonly ScriptScene[]) => secondsOf({...script, scenes: [...some]}) <= seconds * 1.08;
  while (!fits(scenes) && scenes.filter(isBody).length > 2) {
    const choices = scenes
      .map((scene, index) => ({scene, index}))
      .filter(({scene}) => isBody(scene))
      .map(({scene, index}) => {
        let end = index + 1;
        while (end < scenes.length && isBody(scenes[end]!) && leans.test(scenes[end]!.spoken)) end += 1;
        const group = scenes.slice(index, end);
        return {
          index,
          end,
          worth: Math.max(...group.map((each) => worthOf(each, scenes.indexOf(each), scenes))) / group.length,
          scene,
        };
      })
      .filter(({index, end}) => scenes.filter(isBody).length - (end - index) >= 2);
    const rests = choices
      .toSorted((a, b) => a.worth - b.worth || b.index - a.index)
      .map(({index, end}) => [...scenes.slice(0, index), ...scenes.slice(end)]);
    // Rather a little too long than much too short.
    const rest = rests.find((some) => secondsOf({...script, scenes: some}) >= seconds * 0.72);
    if (!rest) break;
    scenes = rest;
  }
  return scenes === script.scenes ? script : {...script, scenes: renumbered(scenes)};
}
