import type {Finding, Script, Storyboard} from '../schema/index.ts';
import {lintScript} from './lint-script.ts';
import {lintStoryboard} from './lint-storyboard.ts';

/**
 * Looks for what would make a video worse, before anything is rendered.
 * @returns findings, worst first; none when all is well
 */
export function lint(subject: Script | Storyboard): readonly Finding[] {
  const order = {error: 0, warning: 1, info: 2} as const;
  const findings = 'durationInFrames' in subject ? lintStoryboard(subject) : lintScript(subject);
  return findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
