import {z} from 'zod';
import {InvalidInputError} from '../errors.ts';
import type {Finding, SourceText} from '../schema/index.ts';
import {type ScriptRuleId, scriptRules} from './script-rules/index.ts';

type Severity = Finding['severity'];
type Setting =
  | 'off'
  | Severity
  | ({readonly severity?: Severity} & {readonly [limit: string]: Severity | number | undefined});

/** What the user wants of each rule: off, a severity, or limits of their own. Rules left out stay as they are. */
export type LintRules = {readonly [Rule in ScriptRuleId]?: Setting};

export interface LintOptions {
  readonly rules?: LintRules;
  /** The texts a script was written from: with them, its claims are held against their sentences. */
  readonly sources?: readonly SourceText[];
  /** Somebody pays for the video, in money or in kind: it has to say so. */
  readonly paid?: boolean;
  /** Pace against the embedded voice's own; the script's, or that of its style, by default. */
  readonly rate?: number;
}

const severitySchema = z.enum(['error', 'warning', 'info']);
const settingSchema = z.union([
  z.literal('off'),
  severitySchema,
  z.record(z.string(), z.union([z.number().finite(), severitySchema])),
]);

/** Rules as set by a user, checked: every name is that of a rule or of one of its limits. */
export function readLintRules(value: unknown, what = 'the rules'): LintRules {
  const parsed = z.record(z.string(), settingSchema).safeParse(value);
  if (!parsed.success) {
    throw new InvalidInputError(
      what,
      parsed.error.issues.map(({path}) => ({
        path: path.join('.'),
        message: "is not 'off', a severity (error, warning, info) or an object of limits",
      })),
    );
  }
  const issues = Object.entries(parsed.data).flatMap(([id, setting]) => {
    const rule = scriptRules.find((each) => each.id === id);
    if (!rule)
      return [{path: id, message: `is no rule; rules: ${scriptRules.map((each) => each.id).join(', ')}`}];
    if (typeof setting === 'string') return [];
    return Object.entries(setting).flatMap(([name, limit]) => {
      const path = `${id}.${name}`;
      const isSeverity = name === 'severity';
      if (isSeverity && typeof limit === 'string') return [];
      if (isSeverity) return [{path, message: 'is not error, warning or info'}];
      if (!(name in rule.limits)) {
        const limits = Object.keys(rule.limits);
        return [
          {
            path,
            message:
              limits.length === 0
                ? `is no limit; '${id}' has none`
                : `is no limit; '${id}' has ${limits.join(', ')}`,
          },
        ];
      }
      return typeof limit === 'number' ? [] : [{path, message: 'is not a number'}];
    });
  });
  if (issues.length > 0) throw new InvalidInputError(what, issues);
  return parsed.data;
}
