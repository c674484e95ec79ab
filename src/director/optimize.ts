import {shortened} from './script/body.ts';
import {createCta} from './script/calls-to-action.ts';
import {evidenceOf} from './hooks/hook-evidence.ts';
import {loadTagger} from './source/nlp.ts';
import {openedWith, otherOpenings} from './openings.ts';
import {tagsFor, titleFor} from './script/post-for-platform.ts';
import {splitLong} from './prose/split-long.ts';
import {styleSheetOf} from './style/style-sheet.ts';
import {isSpeakable} from './prose/variants.ts';
import {addedUsage} from './usage.ts';
import type {WriterOptions} from './writing.ts';
import type {Evidence, Predictor} from '../ports/index.ts';
import {lint} from '../quality/lint.ts';
import {type Finding, type Script, type ScriptScene, scriptSchema, type SourceText} from '../schema/index.ts';

/** How a script stands: what is expected of its first line, and what the checks find. */
export interface ViralityMeasure {
  /** Expected rate over that of the median line, minus 1; null where the predictor does not know. */
  readonly expectedLift: number | null;
  /** What that rests on. */
  readonly evidence: Evidence;
  readonly errors: number;
  readonly warnings: number;
  /**
   * What is compared: three times the logarithm of the lift (that of its kind of line where it is not known), less half
   * for an error and 0.08 for a warning.
   */
  readonly score: number;
}

export interface ViralityChange {
  /** As in `scenes[0].spoken`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** What it adds to the score. */
  readonly gain: number;
}

export interface OptimizedScript {
  readonly script: Script;
  readonly before: ViralityMeasure;
  readonly after: ViralityMeasure;
  readonly changes: readonly ViralityChange[];
  /** After over before, minus 1, of the expected rate; null where the predictor does not know one of them. */
  readonly expectedGain: number | null;
  /** `nothing-better`: no change that was tried would improve it. `rounds`: it might be improved further. */
  readonly stopped: 'nothing-better' | 'rounds';
  readonly degraded?: string;
}

export interface OptimizeOptions {
  /** The texts the script was written from: with them first lines are drawn from all of it, and claims are checked. */
  readonly sources?: readonly SourceText[];
  /** Changes at most; 8 when left out. */
  readonly rounds?: number;
  readonly signal?: AbortSignal;
}

interface Candidate {
  readonly script: Script;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** Less than this is no improvement but noise. */
const leastGain = 0.005;

export function measureOf(
  script: Script,
  sources: readonly SourceText[],
  predictor: Predictor | undefined,
): ViralityMeasure {
  const line = {text: script.scenes[0]?.spoken ?? '', language: script.language};
  const byKind = evidenceOf(script.hook.type, line);
  const {platform, structure, hook} = script;
  const prediction = predictor?.doPredict({...line, hook: hook.type, structure, platform}) ?? byKind;
  const findings = lint(script, {sources, paid: script.paidBy !== undefined});
  const count = (severity: Finding['severity']) =>
    findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const lift = prediction.evidence.enough ? prediction.expectedLift : null;
  return {
    expectedLift: lift,
    evidence: prediction.evidence,
    errors,
    warnings,
    score:
      Math.round((3 * Math.log1p(lift ?? byKind.expectedLift) - 0.5 * errors - 0.08 * warnings) * 10_000) /
      10_000,
  };
}

const withScene = (script: Script, index: number, scene: ScriptScene): Script => ({
  ...script,
  scenes: script.scenes.map((each, at) => (at === index ? scene : each)),
});

/** Ways to mend what a finding is about. Nothing here adds a statement. */
async function mends(script: Script, finding: Finding): Promise<Candidate[]> {
  const reason = finding.message;
  const index = script.scenes.findIndex(({id}) => id === finding.sceneId);
  const scene = script.scenes[index];
  const isEnglish = /^en\b/i.test(script.language);
  const candidates: Candidate[] = [];
  const add = (changed: Script, path: string, before: string, after: string) => {
    if (before !== after) candidates.push({script: changed, path, before, after, reason});
  };
  const {path = '', fix} = finding;
  if (scene && path.endsWith('.spoken') && isEnglish && scene.spoken.split(/\s+/).length > 14) {
    const {sentenceWords} = styleSheetOf(script.style);
    for (const longest of [sentenceWords.max, sentenceWords.mean]) {
      const {text} = splitLong(scene.spoken, await loadTagger(), longest);
      if (isSpeakable(text))
        add(withScene(script, index, {...scene, spoken: text}), path, scene.spoken, text);
    }
  }
  if (scene && /repetition|repeats/.test(finding.rule) && scene.kind !== 'hook' && script.scenes.length > 4) {
    add({...script, scenes: script.scenes.filter((_, at) => at !== index)}, path, scene.spoken, '');
  }
  if (scene && fix?.do === 'replace' && fix.path.endsWith('.onScreenText')) {
    const text = scene.onScreenText.replace(fix.text, fix.by);
    add(withScene(script, index, {...scene, onScreenText: text}), fix.path, scene.onScreenText, text);
  }
  if (path.startsWith('hashtags')) {
    const tags = tagsFor(script.platform, script.hashtags);
    add({...script, hashtags: tags}, 'hashtags', script.hashtags.join(' '), tags.join(' '));
  }
  if (path === 'title') {
    const title = titleFor(script.title);
    if (title !== '') add({...script, title}, 'title', script.title, title);
  }
  if (fix?.do === 'shorten' && fix.path === 'scenes') {
    const shorter = shortened(script, script.durationInSeconds);
    const gone = script.scenes.filter(({id}) => !shorter.scenes.some((each) => each.id === id));
    add(shorter, 'scenes', gone.map(({spoken}) => spoken).join(' '), '');
  }
  if (
    isEnglish &&
    /call-to-action/.test(finding.rule) &&
    !script.scenes.some(({kind}) => kind === 'call-to-action')
  ) {
    const cta = createCta({
      platform: script.platform,
      label: '',
      list: false,
      sensitive: false,
      source: null,
    });
    const last: ScriptScene = {
      kind: 'call-to-action',
      id: 'call-to-action',
      spoken: cta.spoken,
      onScreenText: cta.onScreenText,
      emphasis: [],
      visual: null,
      label: cta.label,
      trace: {claim: 'glue', spans: [], operations: ['call-to-action']},
    };
    add({...script, scenes: [...script.scenes, last]}, `scenes[${script.scenes.length}]`, '', cta.spoken);
  }
  return candidates;
}

/** Facts of the body: places in the sources that lines rest on, and points of the user. */
function factsOf(script: Script): ReadonlySet<string> {
  return new Set(
    script.scenes
      .filter(({kind}) => kind !== 'hook')
      .flatMap(({trace, spoken}) => [
        ...trace.spans.map(({sourceId, block, start}) => `${sourceId} ${block} ${start}`),
        ...(trace.operations.includes('point-of-the-brief') ? [spoken] : []),
      ]),
  );
}

/**
 * Improves a script step by step: other first lines, and mends for what the checks find. A step is taken only where
 * the measure gets better and no fact is lost, except where the script is too long for its seconds.
 */
export async function optimizeScript(
  script: Script,
  options: WriterOptions,
  {sources = [], rounds = 8, signal}: OptimizeOptions,
): Promise<OptimizedScript> {
  const {predictor} = options;
  const measure = (each: Script) => measureOf(each, sources, predictor);
  const before = measure(script);
  const openings = await otherOpenings(script, sources, options, signal);
  const changes: ViralityChange[] = [];
  let current = script;
  let now = before;
  let stopped: OptimizedScript['stopped'] = 'rounds';
  for (let round = 0; round < rounds; round += 1) {
    signal?.throwIfAborted();
    const candidates: Candidate[] = [];
    for (const hook of openings.hooks.slice(0, 10)) {
      const opened = await openedWith(current, hook);
      candidates.push({
        script: opened,
        path: 'scenes[0].spoken',
        before: current.scenes[0]!.spoken,
        after: opened.scenes[0]!.spoken,
        reason: `${hook.type}: ${hook.prediction.reasons[0]?.what ?? hook.prediction.evidence.reason}`,
      });
    }
    for (const finding of lint(current, {sources, paid: current.paidBy !== undefined}))
      candidates.push(...(await mends(current, finding)));
    const facts = factsOf(current);
    const judged = candidates.flatMap((candidate) => {
      const parsed = scriptSchema.safeParse(candidate.script);
      if (!parsed.success) return [];
      const kept = factsOf(parsed.data);
      const loses = [...facts].some((fact) => !kept.has(fact));
      if (loses && candidate.path !== 'scenes') return [];
      return [{candidate, parsed: parsed.data, measured: measure(parsed.data)}];
    });
    const best = judged.toSorted((a, b) => b.measured.score - a.measured.score)[0];
    if (!best || best.measured.score - now.score < leastGain) {
      stopped = 'nothing-better';
      break;
    }
    const {path, before: was, after, reason} = best.candidate;
    changes.push({
      path,
      before: was,
      after,
      reason,
      gain: Math.round((best.measured.score - now.score) * 1000) / 1000,
    });
    current = best.parsed;
    now = best.measured;
  }
  const {usage, degraded} = openings;
  return {
    script:
      usage === undefined
        ? current
        : {...current, writer: {...current.writer, usage: addedUsage(current.writer.usage, usage)}},
    before,
    after: now,
    changes,
    expectedGain:
      before.expectedLift === null || now.expectedLift === null
        ? null
        : (1 + now.expectedLift) / (1 + before.expectedLift) - 1,
    stopped,
    ...(degraded === undefined ? {} : {degraded}),
  };
}
