import type {RenderedVideo, Voice} from '../ports/index.ts';
import type {
  BriefInput,
  Finding,
  Manifest,
  Narration,
  Script,
  Soundtrack,
  Storyboard,
} from '../schema/index.ts';
import {manifestSchema} from '../schema/index.ts';
import {packageName, packageVersion} from '../package-version.ts';
import {contentHash} from './content-hash.ts';

export interface ManifestFacts {
  readonly id: string;
  readonly createdAt: Date;
  /** `null` when a finished script was given. */
  readonly brief: BriefInput | null;
  readonly script: Script;
  readonly storyboard: Storyboard;
  readonly narration: Narration;
  readonly soundtrack: Soundtrack;
  readonly rendered: RenderedVideo;
  readonly voice: Voice;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  readonly steps: readonly Manifest['steps'][number][];
  /** What fell back to something lesser, beside what narration and rendering say of themselves. */
  readonly degraded?: Manifest['degraded'];
}

/** The worst word timing of any line is what the whole video can claim. */
function timingOf(narration: Narration): Manifest['voice']['timing'] {
  const found = new Set(narration.lines.map((line) => line.timing));
  return found.has('estimated') ? 'estimated' : found.has('aligned') ? 'aligned' : 'engine';
}

function statusOf(findings: readonly Finding[]): Manifest['status'] {
  return findings.some((finding) => finding.severity === 'error') ? 'manual-review' : 'approved';
}

const round = (value: number) => Math.round(value * 100) / 100;
/** JSON has no number for the level of silence. */
const level = (decibels: number) => (Number.isFinite(decibels) ? round(decibels) : null);

/** Puts together what is known about a finished video. */
export function createManifest(facts: ManifestFacts): Manifest {
  const {script, storyboard, narration, soundtrack, rendered} = facts;
  const {sources: _sources, ...brief} = facts.brief ?? {};
  const estimated = timingOf(narration) === 'estimated';
  return manifestSchema.parse({
    version: 1,
    id: facts.id,
    createdAt: facts.createdAt.toISOString(),
    generator: {name: packageName, version: packageVersion},
    title: script.title,
    platform: storyboard.platform,
    language: storyboard.language,
    ...(facts.brief === null ? {} : {brief: {platform: script.platform, ...brief}}),
    scriptSha256: contentHash(script),
    storyboardSha256: contentHash(storyboard),
    patternIds: script.hook.pattern === undefined ? [] : [script.hook.pattern.id],
    variant: script.variant ?? null,
    writer: script.writer,
    template: {...rendered.template, theme: storyboard.theme.id},
    engine: {
      name: rendered.engine,
      reason: rendered.reason,
      ...(rendered.browser === undefined ? {} : {browser: rendered.browser}),
      ...(rendered.scenes === undefined ? {} : {scenes: rendered.scenes}),
      ...(rendered.remote === undefined ? {} : {remote: rendered.remote}),
    },
    fonts: [...rendered.fonts],
    voice: {name: narration.voice, language: narration.language, timing: timingOf(narration)},
    video: {
      width: storyboard.width,
      height: storyboard.height,
      fps: storyboard.fps,
      durationInFrames: storyboard.durationInFrames,
      durationInSeconds: round(storyboard.durationInFrames / storyboard.fps),
      bytes: facts.bytes,
    },
    loudness: {integratedLufs: level(soundtrack.loudnessLufs), truePeakDbtp: level(soundtrack.truePeakDbtp)},
    rights: {
      ...soundtrack.parts,
      ...Object.fromEntries(Object.entries(storyboard.assets).map(([id, asset]) => [id, asset.rights])),
    },
    sources: script.sources,
    disclosure: {
      syntheticVoice: narration.synthetic ?? facts.voice.synthetic,
      modelWritten: script.writer.model !== undefined,
      aiVisuals: Object.values(storyboard.assets).some(
        (asset) => asset.kind !== 'audio' && asset.rights.aiGenerated,
      ),
      paid: script.paidBy !== undefined,
    },
    post: {title: script.title, description: script.description, hashtags: script.hashtags},
    coverAlt: `Title card: ${storyboard.scenes[0]?.onScreenText ?? script.title}`,
    findings: [...facts.findings],
    status: statusOf(facts.findings),
    steps: [...facts.steps],
    degraded: [
      ...(script.writer.degraded === undefined ? [] : [{step: 'write', reason: script.writer.degraded}]),
      ...(narration.degraded ?? []).map((reason) => ({step: 'narrate', reason})),
      ...(estimated ? [{step: 'narrate', reason: 'the voice gave no word times; they are estimated'}] : []),
      ...(facts.degraded ?? []),
      ...(rendered.degraded ?? []).map((reason) => ({step: 'render', reason})),
    ],
  });
}
