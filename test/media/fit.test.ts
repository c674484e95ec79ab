import {describe, expect, it} from 'vitest';
import {fitOf} from '../../src/media/fit.ts';
import {rankCandidates} from '../../src/media/rank.ts';
import {likeness, wordsOf} from '../../src/media/words.ts';
import type {MediaCandidate, MediaRequest} from '../../src/ports/index.ts';

const request = (query: string, more: Partial<MediaRequest> = {}): MediaRequest => ({
  query,
  durationInSeconds: 4,
  width: 1080,
  height: 1920,
  seed: 's',
  palette: [],
  directory: '/nowhere',
  signal: new AbortController().signal,
  ...more,
});

const clip = (words: string, more: Partial<MediaCandidate> = {}): MediaCandidate => ({
  id: `test/${words}`,
  kind: 'video',
  width: 1080,
  height: 1920,
  durationInSeconds: 10,
  words,
  doOpen: () => Promise.reject(new Error('not opened here')),
  ...more,
});

const fits = (words: string, query: string, more: Partial<MediaRequest> = {}) =>
  fitOf(clip(words), request(query, more)) !== null;

describe('what a candidate shows', () => {
  it('is compared with what is said', () => {
    expect(fits('two cats on a bed', 'cats')).toBe(false);
    expect(fits('two cats on a bed', 'cats', {topic: 'Why cats knead'})).toBe(true);
    expect(fits('two cats on a bed', 'cats', {spoken: 'Cats knead the bed.'})).toBe(true);
    expect(fits('harbour', 'a frozen harbour at dawn')).toBe(true);
    expect(fits('harbour in summer with tourists and boats', 'a frozen harbour at dawn')).toBe(false);
    expect(fits('frozen harbour with boats', 'a frozen harbour at dawn')).toBe(true);
    expect(fits('IMG_2041', 'a frozen harbour')).toBe(false);
    expect(fits('video footage of the background', 'the background of a video')).toBe(false);
  });

  it('needs more than one lonely word', () => {
    const about = {topic: 'Why kelp forests need otters', spoken: 'Urchins strip the rock bare.'};
    expect(fits('rock band on a stage at night', 'rock', about)).toBe(false);
    expect(fits('urchins on a rock under water', 'rock', about)).toBe(true);
    expect(fits('rock', 'rock', about)).toBe(true);
  });

  it('is helped by the name of its folder, and never harmed', () => {
    const wish = request('piano');
    expect(fitOf(clip('grand piano'), wish)).not.toBeNull();
    expect(fitOf(clip('grand piano', {place: 'trips 2024 summer'}), wish)).not.toBeNull();
    expect(fitOf(clip('piano 60fps 4k prores'), wish)).not.toBeNull();
    expect(fitOf(clip('IMG_2041', {place: 'piano'}), wish)).not.toBeNull();
    expect(fitOf(clip('IMG_2041', {place: 'cats'}), wish)).toBeNull();
    expect(fitOf(clip('in winter', {place: 'harbour'}), request('harbour in winter'))).not.toBeNull();
    expect(fitOf(clip('ice', {place: 'harbour'}), request('boats'))).toBeNull();
  });

  it('may be named in any ending, script or accent', () => {
    expect(likeness('city', 'cities')).toBeGreaterThan(0.9);
    expect(likeness('boxes', 'box')).toBeGreaterThan(0.9);
    expect(likeness('frozen', 'frozenly')).toBeGreaterThan(0.5);
    expect(likeness('car', 'cat')).toBe(0);
    expect(likeness('form', 'formula')).toBe(0.8);
    expect(wordsOf('Café_Straße.IMG_1234', 'de')).toEqual(['cafe', 'straße']);
    expect(wordsOf('凍った港の船', 'ja')).toContain('港');
    expect(fits('港 の 船', '凍った港の船', {language: 'ja'})).toBe(true);
  });

  it('is believed on the source’s word where languages differ, for its first only', () => {
    const ask = request('gefrorener Hafen', {language: 'de-CH'});
    const at = (rank: number) => fitOf(clip('frozen harbour', {wordsLanguage: 'en', rank}), ask);
    expect(at(0)).not.toBeNull();
    expect(at(5)?.words).toBeLessThan(at(0)?.words ?? 0);
    expect(at(6)).toBeNull();
  });
});

describe('the order of candidates', () => {
  const best = (candidates: readonly MediaCandidate[], ask: MediaRequest) =>
    rankCandidates(candidates, ask)[0]?.candidate.id;
  const ask = request('frozen harbour', {spoken: 'The boats lay in the frozen harbour.'});

  it('prefers the right shape, enough pixels and enough length, and the right thing before all of them', () => {
    const words = 'frozen harbour';
    const right = clip(words, {id: 'test/right'});
    expect(best([clip(words, {width: 1920, height: 1080}), right], ask)).toBe('test/right');
    expect(best([clip(words, {width: 270, height: 480}), right], ask)).toBe('test/right');
    expect(best([clip(words, {durationInSeconds: 2}), right], ask)).toBe('test/right');
    expect(best([clip('frozen pizza on a table'), {...right, width: 1920, height: 1080}], ask)).toBe(
      'test/right',
    );
    expect(
      best(
        [clip('frozen harbour and a market far away'), clip('frozen harbour with boats', {id: 'test/right'})],
        ask,
      ),
    ).toBe('test/right');
  });

  it('refuses what would be repeated too often', () => {
    expect(fitOf(clip('frozen harbour', {durationInSeconds: 1}), ask)).toBeNull();
    expect(fitOf(clip('frozen harbour', {durationInSeconds: 1.4}), ask)).not.toBeNull();
  });

  it('does not depend on the order they come in', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => clip('frozen harbour', {id: `test/${id}`}));
    const ids = (list: readonly MediaCandidate[]) =>
      rankCandidates(list, ask).map(({candidate}) => candidate.id);
    expect(ids(all.toReversed())).toEqual(ids(all));
  });
});
