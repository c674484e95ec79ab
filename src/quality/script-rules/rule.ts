import type {PlatformFacts} from '../../platforms/index.ts';
import type {Finding, Fix, Script, ScriptScene, SourceText} from '../../schema/index.ts';

/** A script with what its rules judge it by. */
export interface ScriptSubject {
  readonly script: Script;
  readonly facts: PlatformFacts;
  /** The texts it was written from; empty where the caller has none at hand. */
  readonly sources: readonly SourceText[];
  /** Somebody pays for the video, in money or in kind. */
  readonly paid: boolean;
  /** Seconds a text takes to say at the pace of the script's style. */
  readonly secondsOf: (text: string) => number;
}

/** One place where a rule is broken. */
export interface Breach {
  readonly message: string;
  readonly path?: string;
  readonly scene?: ScriptScene;
  readonly fix?: Fix;
  /** Worse, or less bad, than the rule's own severity. */
  readonly severity?: Finding['severity'];
}

/** One rule for scripts. Its limits are numbers that a user may set. */
export interface ScriptRule {
  readonly id: string;
  readonly severity: Finding['severity'];
  /** What it holds scripts to, in one sentence. */
  readonly about: string;
  readonly limits: Readonly<Record<string, number>>;
  check(subject: ScriptSubject, limits: Readonly<Record<string, number>>): readonly Breach[];
}

/** States a rule; its check sees the limits by name. */
export function rule<const Id extends string, Limit extends string = never>(stated: {
  readonly id: Id;
  readonly severity: Finding['severity'];
  readonly about: string;
  readonly limits?: Readonly<Record<Limit, number>>;
  check(subject: ScriptSubject, limits: Readonly<Record<Limit, number>>): readonly Breach[];
}): ScriptRule & {readonly id: Id} {
  return {
    ...stated,
    limits: stated.limits ?? {},
    // The runner fills every limit of this rule, from its defaults where the user sets none.
    check: (subject, limits) => stated.check(subject, limits),
  };
}

/** Calls `look` for every scene with the path of its spoken text. */
export function eachScene(
  {script}: ScriptSubject,
  look: (scene: ScriptScene, path: string, index: number) => readonly Breach[],
): readonly Breach[] {
  return script.scenes.flatMap((scene, index) => look(scene, `scenes[${index}]`, index));
}

/** The scene that opens the video: the one marked as hook, else the first. */
export function openingOf({script}: ScriptSubject): {scene: ScriptScene; index: number} | null {
  const index = Math.max(
    0,
    script.scenes.findIndex((scene) => scene.kind === 'hook'),
  );
  const scene = script.scenes[index];
  return scene ? {scene, index} : null;
}
