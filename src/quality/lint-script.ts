import {platforms} from '../platforms/index.ts';
import type {Finding, Script} from '../schema/index.ts';
import type {LintOptions} from './lint-options.ts';
import {scriptRules} from './script-rules/index.ts';
import type {ScriptSubject} from './script-rules/rule.ts';
import {paceOf, secondsOf} from './speech-time.ts';

const longestMessage = 600;

/** What is wrong with a script, rule by rule, in the order in which a video is watched. */
export function lintScript(script: Script, options: LintOptions = {}): readonly Finding[] {
  const rate = options.rate ?? script.pace ?? paceOf(script.style);
  const subject: ScriptSubject = {
    script,
    facts: platforms[script.platform],
    sources: options.sources ?? [],
    paid: options.paid ?? false,
    secondsOf: (text) => secondsOf(text, rate),
  };
  return scriptRules.flatMap((rule) => {
    const setting = options.rules?.[rule.id];
    if (setting === 'off') return [];
    const own = typeof setting === 'object' ? setting : {};
    const limits = Object.fromEntries(
      Object.entries(rule.limits).map(([name, value]) => {
        const set = own[name];
        return [name, typeof set === 'number' ? set : value];
      }),
    );
    const severity = typeof setting === 'string' ? setting : own.severity;
    return rule.check(subject, limits).map(({message, path, scene, fix, severity: graver}): Finding => ({
      rule: rule.id,
      severity: severity ?? graver ?? rule.severity,
      message: message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message,
      ...(scene === undefined ? {} : {sceneId: scene.id}),
      ...(path === undefined ? {} : {path}),
      ...(fix === undefined ? {} : {fix}),
    }));
  });
}
