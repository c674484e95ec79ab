import {parseInput} from '../errors.ts';
import {type BriefInput, briefSchema, type Script, type ScriptInput, scriptSchema} from '../schema/index.ts';

/** What a video is made from: a brief, for which a script is written, or a finished script. */
export type Subject = BriefInput | Script;

export function isScript(subject: Subject): subject is Script {
  return 'scenes' in subject;
}

/**
 * Validates a brief or a script before any work starts.
 * @throws InvalidInputError with the path of each bad field
 */
export function parseSubject(subject: BriefInput | ScriptInput): Subject {
  return 'scenes' in subject
    ? parseInput(scriptSchema, subject, 'the script')
    : parseInput(briefSchema, subject, 'the brief');
}
