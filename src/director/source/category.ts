import {wordCount} from './grammar.ts';

const categories: readonly (readonly [string, RegExp])[] = [
  [
    'Space',
    /\b(?:spacecraft|orbit\w*|planets?|telescope|astronom\w+|galax\w+|asteroids?|rocket|lunar|astronauts?|satellites?|sunspots?|auroras?|meteor\w*|solar (?:storms?|flares?|winds?|system|eruptions?))\b/gi,
  ],
  [
    'Health',
    /\b(?:patients?|doctors?|hospitals?|disease|vaccin\w+|sleep|diet|medical|symptoms?|nurses?|health|blood|treatment|clinic\w*)\b/gi,
  ],
  [
    'Science',
    /\b(?:scientists?|researchers?|study|species|experiment\w*|laborator\w+|biolog\w+|physic\w+|chemi\w+|genes?|fossils?|cells?)\b/gi,
  ],
  [
    'Tech',
    /\b(?:software|apps?|comput\w+|smartphones?|internet|algorithm\w*|data|chips?|robots?|online|digital|devices?|users?|battery|batteries|sensors?|radar|gadgets?|code|coding|bugs?|developers?|programm\w+|servers?|databases?)\b/gi,
  ],
  [
    'Money',
    /\b(?:banks?|inflation|prices?|tax\w*|salar\w+|invest\w+|mortgages?|budget|interest rates?|savings?|economy|wages?|profits?|revenue)\b/gi,
  ],
  [
    'Climate',
    /\b(?:climate|emissions?|carbon|warming|renewable|solar (?:panels?|power|energy|farms?)|wind farms?|coal|greenhouse|floods?|drought)\b/gi,
  ],
  [
    'Nature',
    /\b(?:animals?|birds?|bees?|hives?|forests?|rivers?|wildlife|cats?|dogs?|fish|oceans?|plants?|trees?|insects?|whales?|otters?|beavers?|moths?|butterfl\w+|caterpillars?|octopus\w*|species|reefs?|predators?|prey|seabed|mammals?|reptiles?)\b/gi,
  ],
  [
    'Food',
    /\b(?:recipes?|cook\w*|bak(?:e|ing|ed)|flour|dough|kitchen|ingredients?|oven|restaurants?|coffee|tea|bread|cheese|dish(?:es)?)\b/gi,
  ],
  [
    'Sport',
    /\b(?:match(?:es)?|players?|league|goals?|coach|championship|tournament|athletes?|olympic\w*|stadium|season)\b/gi,
  ],
  [
    'Politics',
    /\b(?:minister|parliament|elections?|votes?|voters?|senat\w+|president|government|party|bill|legislat\w+)\b/gi,
  ],
  [
    'Local news',
    /\b(?:council|councillors?|residents?|mayor|borough|county|bus(?:es)?|bridge|neighbou?rhoods?)\b/gi,
  ],
  ['Education', /\b(?:schools?|pupils?|teachers?|students?|universit\w+|classrooms?|lessons?|exams?)\b/gi],
  [
    'Work',
    /\b(?:employees?|employers?|workers?|jobs?|office|meetings?|remote work\w*|manag\w+|colleagues?|companies)\b/gi,
  ],
  [
    'Home',
    /\b(?:houses?|homes?|heating|radiators?|insulation|garden\w*|rooms?|furniture|windows?|boiler)\b/gi,
  ],
  [
    'History',
    /\b(?:century|centuries|ancient|medieval|empires?|archaeolog\w+|kings?|queens?|roman|wars?|historians?)\b/gi,
  ],
  [
    'Culture',
    /\b(?:music\w*|films?|museums?|artists?|novels?|theatre|paintings?|festivals?|concerts?|books?|songs?)\b/gi,
  ],
  [
    'Travel',
    /\b(?:travel\w*|tourists?|airlines?|airports?|hotels?|trains?|flights?|passengers?|trips?|destinations?|itinerar\w+|sightseeing|lodging|city breaks?|getaways?|holidaymakers?)\b/gi,
  ],
];

/** A one- or two-word shelf for a text, or null when no shelf is clearly right. */
export function categoryOf(text: string): string | null {
  const words = Math.max(1, wordCount(text));
  let best: {name: string; hits: number} | null = null;
  for (const [name, pattern] of categories) {
    const found = text.match(pattern)?.map((word) => word.toLowerCase().replace(/s$/, '')) ?? [];
    // One word over and over is a name, as `Bank` in the story of a robbery.
    const hits = new Set(found).size > 1 ? found.length : 0;
    if (!best || hits > best.hits) best = {name, hits};
  }
  return best && best.hits >= 3 && best.hits / words > 0.012 ? best.name : null;
}
