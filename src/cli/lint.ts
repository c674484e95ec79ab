import {embeddedReader} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import {lint} from '../quality/lint.ts';
import {type LintRules, readLintRules} from '../quality/lint-options.ts';
import {scriptRules} from '../quality/script-rules/index.ts';
import {type Finding, type Script, type SourceText} from '../schema/index.ts';
import {readSource} from '../scrapers/read-source.ts';
import {exitCodes} from './exit.ts';
import {readJsonFile, readScriptFile} from './script-file.ts';

/** The options of `viral lint`, as typed. */
export interface LintFlags {
  readonly source?: readonly string[];
  readonly rules?: string;
  readonly paid?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** The named texts, under the names by which the script's traces know them. */
async function sourcesOf(
  script: Script,
  files: readonly string[],
  signal: AbortSignal,
): Promise<readonly SourceText[]> {
  if (files.length === 0) return [];
  const reader = await embeddedReader();
  const texts: SourceText[] = [];
  for (const file of files) texts.push(await readSource(file, {reader, signal}));
  const known = new Set(script.sources.map(({id}) => id));
  return texts.map((text, index) => {
    const listed = known.has(text.id) ? script.sources.find(({id}) => id === text.id) : script.sources[index];
    if (!listed) return text;
    return {...text, id: listed.id, ...(listed.own === undefined ? {} : {own: listed.own})};
  });
}

function listText(): string {
  return scriptRules
    .map(({id, severity, about, limits}) => {
      const set = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
      return `${id} (${severity})${set.length === 0 ? '' : `: ${set.join(', ')}`}\n    ${about}`;
    })
    .join('\n');
}

function findingText({rule, severity, path, message}: Finding): string {
  return `  ${severity.padEnd(8)}${path === undefined ? '' : `${path}: `}${message} (${rule})`;
}

/** `viral lint`: what is wrong with scripts before anything is rendered. */
export async function lintCommand(
  files: readonly string[],
  flags: LintFlags,
  signal: AbortSignal,
): Promise<number> {
  if (flags.list === true) {
    const rules = scriptRules.map(({id, severity, about, limits}) => ({id, severity, about, limits}));
    process.stdout.write(flags.json === true ? `${JSON.stringify(rules)}\n` : `${listText()}\n`);
    return exitCodes.done;
  }
  if (files.length === 0) {
    throw new InvalidInputError('the call', [
      {path: '', message: 'needs at least one script.json, or --list'},
    ]);
  }
  if (files.length > 1 && (flags.source?.length ?? 0) > 0) {
    throw new InvalidInputError('--source', [
      {path: '', message: 'goes with one script; call viral lint once for each'},
    ]);
  }
  const rules: LintRules =
    flags.rules === undefined
      ? {}
      : readLintRules(await readJsonFile(flags.rules, 'an object of rules'), flags.rules);
  const checked: {file: string; findings: readonly Finding[]}[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const {name, script} = await readScriptFile(file);
    const sources = await sourcesOf(script, flags.source ?? [], signal);
    checked.push({file: name, findings: lint(script, {rules, sources, paid: flags.paid ?? false})});
  }
  const all = checked.flatMap(({findings}) => findings);
  const count = (severity: Finding['severity']) =>
    all.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({scripts: checked, errors, warnings, notes: count('info')})}\n`);
  } else {
    const lines = checked.flatMap(({file, findings}) => [
      `${file}: ${findings.length === 0 ? 'nothing to mend' : ''}`.trimEnd(),
      ...findings.map(findingText),
    ]);
    lines.push(`${errors} errors, ${warnings} warnings, ${count('info')} notes`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return errors > 0 ? exitCodes.failed : exitCodes.done;
}
