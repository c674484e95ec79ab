import {speaksToMachines} from './clean-source.ts';
import {quoteUntrusted} from '../../generating.ts';

/** Words to whoever writes, not to whoever reads; and pieces of code and of JSON, which nobody says aloud. */
const toWriters = [
  // As an order, at the start of a clause: that nobody can say exactly how old it is remains a fact.
  /(?:^|[.:;!?“"]\s*|\bplease\s+|\band\s+|\bthen\s+|\bmust\s+)(?:print|say|write|reply|respond|answer|output|repeat|append|mention|speak)\b.{0,60}\b(?:exactly|only|nothing else|forever|twice|in every line|in the (?:title|description|script|last line)|the viewers?)\b/iu,
  /\b(?:tell|ask|remind) (?:the|your|all) (?:viewers?|audience|followers)\b/iu,
  /\b(?:title|hook|hashtags?|description|caption) (?:of your (?:script|video|post) )?(?:must|should) be\b|\bset (?:the )?(?:hook|title|hashtags?) to\b/iu,
  /^\s*(?:chatbots?|bots?|assistants?|models?|summari[sz]ers?|ai|llms?)\b[^.!?]{0,30}:/iu,
  /"\s*[}\]]|[{[]\s*"|"\s*:\s*["{[]/u,
  /\b\w+\((?:["'“][^)]*["'”])?\)/u,
];

/** Whether a text tries to steer whoever writes from it. Such text is neither obeyed nor told. */
export function steers(text: string): boolean {
  return (
    speaksToMachines(text) ||
    toWriters.some((pattern) => pattern.test(text)) ||
    quoteUntrusted([{id: 'text', text}]).suspicious.length > 0
  );
}
