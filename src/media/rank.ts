import type {FoundMedia, MediaCandidate, MediaRequest} from '../ports/index.ts';
import {fitOf, type Fit} from './fit.ts';

export interface RankedCandidate {
  readonly candidate: MediaCandidate;
  readonly fit: Fit;
}

/** The candidates that may be shown, best first; among equals the source's own order decides, then the id. */
export function rankCandidates(
  candidates: readonly MediaCandidate[],
  request: MediaRequest,
): readonly RankedCandidate[] {
  return candidates
    .flatMap((candidate) => {
      const fit = fitOf(candidate, request);
      return fit ? [{candidate, fit}] : [];
    })
    .sort(
      (one, other) =>
        other.fit.total - one.fit.total ||
        (one.candidate.rank ?? 0) - (other.candidate.rank ?? 0) ||
        (one.candidate.id < other.candidate.id ? -1 : 1),
    );
}

/**
 * The file of the candidate that suits best, for sources that are asked for one alone. Where several suit equally they
 * take turns through a video.
 */
export async function openBest(
  candidates: readonly MediaCandidate[],
  request: MediaRequest,
): Promise<FoundMedia | null> {
  const ranked = rankCandidates(candidates, request);
  const best = ranked.filter(({fit}) => fit.total >= (ranked[0]?.fit.total ?? 0) - 1e-9);
  const chosen = best[(request.index ?? 0) % Math.max(1, best.length)];
  return chosen ? chosen.candidate.doOpen(request) : null;
}
