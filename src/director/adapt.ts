import {askedFor, labelOf} from './script/asked.ts';
import {isBody, paceOfScript, secondsOf, shortened} from './script/body.ts';
import {createCta} from './script/calls-to-action.ts';
import {creditLines} from './script/credits.ts';
import {disclosePayment} from './script/disclose.ts';
import {openedWith, otherOpenings} from './openings.ts';
import {lengthFor, platformPlans} from './script/platform-plan.ts';
import {descriptionFor, tagsFor, titleFor} from './script/post-for-platform.ts';
import {briefOf, tracedBack} from './source/script-as-source.ts';
import {scriptId} from './script/script-id.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {paceOf} from '../quality/speech-time.ts';
import {type WriterOptions, writeScript} from './writing.ts';
import {UnsuitableSourceError} from '../errors.ts';
import type {Platform} from '../platforms/index.ts';
import type {OnProgress} from '../ports/index.ts';
import {type Script, type ScriptInput, scriptSchema, type SourceText} from '../schema/index.ts';

export interface AdaptOptions {
  /** The texts the script was written from: with them it is written anew for the platform, not only cut. */
  readonly sources?: readonly SourceText[];
  /** Seconds; the platform's usual length nearest to that of the script when left out. */
  readonly durationInSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** The words under a post without what is put there for a platform: title, credits, disclosure. */
function summaryOf({description, title}: Script): string {
  const paragraphs = description
    .split(/\n\n/)
    .filter((part) => !/^(?:Sources?:|Paid partnership with )/.test(part.trim()));
  const text = paragraphs.join('\n\n').trim();
  const headed = text.startsWith(title) ? text.slice(title.length).replace(/^[.!?…]?\s*/, '') : text;
  return headed === '' ? text : headed;
}

/** The last line as the platform calls it: `Follow` here is `Subscribe` there. */
function endingFor(script: Script, platform: Platform): Script['scenes'] {
  return script.scenes.map((scene) => {
    if (scene.kind !== 'call-to-action' || !/^en\b/i.test(script.language)) return scene;
    const verb = platform === 'youtube' ? 'Subscribe' : 'Follow';
    const follows = /^(?:Follow|Subscribe)( for .+)$/.exec(scene.spoken);
    if (follows?.[1]) {
      const shown = scene.onScreenText.replace(/^(?:Follow|Subscribe)\b/, verb);
      return {
        ...scene,
        spoken: `${verb}${follows[1]}`,
        onScreenText: shown,
        label: verb,
        emphasis: shown.startsWith(verb) ? [verb] : [],
      };
    }
    const goal = askedFor(scene.spoken);
    // A question and a plain ending are the same everywhere.
    if (goal === undefined || goal === 'comment' || goal === 'follow') return scene;
    const cta = createCta({
      platform,
      goal,
      label: '',
      list: false,
      sensitive: false,
      source: script.sources.some(({url}) => url !== undefined)
        ? 'linked'
        : script.sources.length > 0
          ? 'named'
          : null,
    });
    return {
      ...scene,
      spoken: cta.spoken,
      onScreenText: cta.onScreenText,
      label: labelOf(cta.spoken),
      emphasis: [],
    };
  });
}

/** Title, words under the post, tags, last line and pace of a platform. What the video tells stays. */
export function dressedFor(script: Script, platform: Platform): Script {
  const title = titleFor(script.title) || script.title;
  const hashtags = tagsFor(platform, script.hashtags);
  const base = paceOf(script.style);
  // Slower for an audience stays slower.
  const slower = Math.min(1, paceOfScript(script) / base);
  const pace = Math.round(base * slower * platformPlans[platform].pace * 100) / 100;
  const dressed: Script = {
    ...script,
    id: scriptId(`${script.topic} ${platform}`, script.durationInSeconds),
    platform,
    title,
    hashtags,
    pace,
    scenes: endingFor(script, platform),
    description: descriptionFor(platform, {
      title,
      summary: summaryOf(script),
      credits: creditLines(script.sources),
      paidBy: script.paidBy,
      hashtags,
    }),
  };
  return scriptSchema.parse(disclosePayment(dressed, script.paidBy));
}

/** Whether the whole script can be written anew: with its sources, or by a model from its own lines. */
async function rewritten(
  script: Script,
  seconds: number,
  platform: Platform,
  options: WriterOptions,
  {sources, signal, onProgress}: AdaptOptions,
): Promise<{readonly script: Script | null; readonly degraded?: string}> {
  const hasSources = sources !== undefined && sources.length > 0;
  if (!hasSources && !options.model) return {script: null};
  const last = script.scenes.find(({kind}) => kind === 'call-to-action');
  const goal = last ? askedFor(last.spoken) : undefined;
  const brief = {
    ...briefOf(script, sources, goal === 'source' ? undefined : goal, options.model !== undefined),
    platform,
    durationInSeconds: Math.min(180, Math.max(5, seconds)),
  };
  let written: ScriptInput;
  try {
    written = await writeScript(brief, options, signal, onProgress);
  } catch (error) {
    // The sources hold less than the new length: what the script tells already is told there too.
    if (error instanceof UnsuitableSourceError) return {script: null};
    throw error;
  }
  // The model failed and there is nothing but the script's own lines: these are cut by hand, not composed again.
  if (!hasSources && written.writer.degraded !== undefined)
    return {script: null, degraded: written.writer.degraded};
  const traced: ScriptInput = hasSources ? written : tracedBack(written, script);
  return {
    script: scriptSchema.parse({...traced, sources: hasSources ? written.sources : script.sources}),
  };
}

/** The same first line with another text on its picture: the title, else the topic. */
function shownOtherwise(script: Script): Script {
  const [first, ...rest] = script.scenes;
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const text = [script.title, script.topic]
    .map((each) => each.slice(0, 60).trim())
    .find(
      (each) => first && !same(each, first.onScreenText) && !same(each, first.spoken.replace(/[.!?]+$/, '')),
    );
  if (first === undefined || text === undefined) return script;
  return {...script, scenes: [{...first, onScreenText: text, emphasis: []}, ...rest]};
}

/** Adapts a script to a platform: length, pace, first line, last line, title, words under the post, tags, disclosure. */
export async function adaptScript(
  script: Script,
  platform: Platform,
  options: WriterOptions,
  adaptOptions: AdaptOptions,
): Promise<Script> {
  const {sources, signal, durationInSeconds} = adaptOptions;
  const seconds = durationInSeconds ?? lengthFor(platform, script.durationInSeconds);
  const {script: anew, degraded} = await rewritten(script, seconds, platform, options, adaptOptions);
  signal?.throwIfAborted();
  const base: Script = anew ?? {...script, durationInSeconds: seconds};
  const dressed = dressedFor({...base, platform}, platform);
  const fitting = shortened(dressed, seconds);
  // Opened as the platform likes it, and not as the post it was made from.
  const {hooks} = await otherOpenings(fitting, sources, {...options, model: undefined}, signal);
  const old = script.scenes[0]?.spoken.toLowerCase();
  const isNew = fitting.scenes[0]?.spoken.toLowerCase() !== old;
  const sheet = styleSheetOf(script.style, options.styles ?? []);
  const other = hooks.find(
    ({text, type}) => text.toLowerCase() !== old && (type !== 'topic' || sheet.hooks.includes('topic')),
  );
  const opened =
    isNew || platform === script.platform
      ? fitting
      : other
        ? await openedWith(fitting, other)
        : shownOtherwise(fitting);
  const takes = secondsOf(opened);
  return scriptSchema.parse({
    ...opened,
    writer: {
      ...opened.writer,
      ...(degraded === undefined ? {} : {degraded}),
      fit: takes < seconds * 0.88 ? 'source-exhausted' : 'fits',
    },
    findings: opened.findings,
    scenes: opened.scenes.map((scene) =>
      isBody(scene)
        ? scene
        : {
            ...scene,
            trace: {...scene.trace, operations: [...scene.trace.operations, `adapted-to-${platform}`]},
          },
    ),
  });
}
