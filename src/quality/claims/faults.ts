import {claimTokens} from './claim-tokens.ts';
import type {Fault, FaultOptions} from './fault.ts';
import {figureFaults, moreOftenFaults, orderFaults} from './figure-faults.ts';
import {nameFaults} from './name-faults.ts';
import {quotationFaults} from './quotation-faults.ts';
import {wordsForSame} from './same-meaning.ts';
import {turnFaults} from './turn-faults.ts';
import {wordFaults} from './word-faults.ts';

export type {Fault, FaultKind, FaultOptions} from './fault.ts';

/**
 * Holds a line against the text it rests on.
 * @param window the sentences the line was made from, as the source has them
 */
export function faultsOf(line: string, window: string, options: FaultOptions): Fault[] {
  const said = claimTokens(line);
  const there = claimTokens(window);
  return [
    ...wordFaults(said, there, wordsForSame(window), options),
    ...moreOftenFaults(said, there, options.counts),
    ...figureFaults(said, there),
    ...orderFaults(said, there),
    ...nameFaults(said, there),
    ...turnFaults(said, there, options),
    ...quotationFaults(line, window),
  ];
}
