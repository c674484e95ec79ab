import {detectLanguage, nameOfLanguage} from '../source/language.ts';
import type {Assignment} from './assignment.ts';
import type {InputIssue} from '../../errors.ts';

/** Languages that letters alone hardly tell apart. */
const alike: readonly ReadonlySet<string>[] = [
  new Set(['no', 'nb', 'nn', 'da', 'sv']),
  new Set(['id', 'ms']),
  new Set(['hr', 'sr', 'bs', 'sl']),
  new Set(['pt', 'gl', 'es']),
  new Set(['cs', 'sk']),
];

/** An answer in another language than the one asked for, as an issue to tell the model; none where it cannot be told. */
export async function languageProblem(
  text: string,
  {language}: Pick<Assignment, 'language'>,
  path: string,
): Promise<readonly InputIssue[]> {
  // Names and figures alone give a guess, not an answer.
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 60) return [];
  const found = await detectLanguage(text);
  const wanted = language.slice(0, 2).toLowerCase();
  if (found === null || found === wanted) return [];
  if (alike.some((group) => group.has(found) && group.has(wanted))) return [];
  return [
    {
      path,
      message: `are in ${nameOfLanguage(found)}; write them in ${nameOfLanguage(language)} (${language})`,
    },
  ];
}
