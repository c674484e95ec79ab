import {hasFiniteClause} from './grammar.ts';
import type {Tagger} from './nlp.ts';

/** Verbs that advice begins with. */
export const imperativeStart =
  /^(?:don't|don’t|do not|never|always|avoid|try|use|take|make|put|add|keep|set|turn|check|choose|pick|ask|start|stop|buy|cut|mix|stir|pour|heat|let|leave|wash|clean|open|close|write|read|remove|place|cover|fill|drain|rinse|soak|measure|plan|give|get|find|go|look|wait|save|track|switch|replace|rinse|bring|boil|bake|fold|press|hold|pull|push|plant|water|dig|trim|tie|test|repeat|seal|store|learn|practise|practice|remember|consider|limit|eat|drink|sleep|walk|talk|call|move|clear|pack|wear|label|freeze|invest|book|block|ban|drop|skip|swap|serve|insulate|draught-proof|bleed|lower|unplug|air|dry|feed|sow|mark|lay|build|sand|apply|spread|scrub|wipe|shake|rest|knead|divide|roll|preheat|grease|sprinkle|season|count|list|create|install|run|follow|be|focus|schedule|protect|prepare|say|tell|know|work|break|batch|charge|cook|crumble|share|schedule|shut|borrow|agree|invite|collect|send|spend|sit|stand|fry|grate|peel|chop|slice|whisk|beat|melt|simmer|toss|grill|marinate|combine|blend|brown|sear|garnish|dice|mash|strain|transfer|return|discard|arrange|brush|coat|dip|stuff|wrap|thaw|dissolve|refrigerate|reduce|begin|identify|target|scan|weigh|favou?r|define|set|decide|compare|tuck|display|glue|trace|include|carve|hollow|elevate|browse|visit|explore|stick|opt|aim|budget|travel|order|taste|enjoy|rent|walk|stay|arrive|look|reward|test|display|offer|improve|increase|provide|enable|convert)\b/i;

/** Whether a line tells the reader to do something. The word list backs up a tagger that never saw commands. */
export function isImperative(line: string, tagger: Tagger): boolean {
  const text = line.replace(/^\(optional\) /i, '');
  if (imperativeStart.test(text)) {
    const tokens = tagger.tag(text);
    return !/^(?:is|are|was|were|has|have|will|can|of)$/.test(tokens[1]?.lower ?? '');
  }
  const tokens = tagger.tag(`You should ${text.charAt(0).toLowerCase()}${text.slice(1)}`);
  const verb = tokens[2];
  return (
    verb?.pos === 'VERB' &&
    verb.lemma === verb.lower &&
    /^(?:DET|PRON|NOUN|PROPN|ADJ|NUM)$/.test(tagger.tag(text)[1]?.pos ?? '') &&
    !hasFiniteClause(tagger.tag(text))
  );
}
