import type {Finding, Script, Storyboard} from '../schema/index.ts';
import {type LintOptions, readLintRules} from './lint-options.ts';
import {lintScript} from './lint-script.ts';
import {lintStoryboard} from './lint-storyboard.ts';

/**
 * Looks for what would make a video worse, before anything is rendered. The options are for scripts; storyboards are
 * held to rules of their own.
 * @returns findings, worst first; none when all is well
 * @throws InvalidInputError where `rules` names what is no rule or no limit
 */
export function lint(subject: Script | Storyboard, options: LintOptions = {}): readonly Finding[] {
  const order = {error: 0, warning: 1, info: 2} as const;
  const rules = options.rules === undefined ? {} : {rules: readLintRules(options.rules)};
  const findings =
    'durationInFrames' in subject ? lintStoryboard(subject) : lintScript(subject, {...options, ...rules});
  return findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
