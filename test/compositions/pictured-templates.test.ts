import {describe, expect, it} from 'vitest';
import {contrastOf, luminanceOf} from '../../src/compositions/contrast.ts';
import {filmTheme} from '../../src/compositions/kit/film-theme.ts';
import {inksOf, mix} from '../../src/compositions/kit/inks.ts';
import {scrimAlpha} from '../../src/compositions/kit/pictures/scrim.tsx';
import {sentencesOf} from '../../src/compositions/kit/text/sentences.ts';
import {findTheme, themes} from '../../src/compositions/themes.ts';
import {holdTemplates} from './whole-and-apart.ts';

holdTemplates(['footage', 'news', 'quote-card']);

describe('the look of a theme over pictures', () => {
  it.each(themes)('keeps every text of $id readable under its scrim, whatever the picture', (theme) => {
    const inks = inksOf(filmTheme(theme), 'base');
    const texts = [inks.ink, inks.muted, inks.accent];
    expect(contrastOf(inks.onAccent, inks.accent)).toBeGreaterThanOrEqual(4.5);
    for (const text of texts) expect(contrastOf(text, inks.surface)).toBeGreaterThanOrEqual(4.5);
    for (let level = 0; level <= 255; level += 15) {
      const grey = `#${level.toString(16).padStart(2, '0').repeat(3)}`;
      for (const text of texts) {
        const alpha = scrimAlpha(inks.ground, [text], luminanceOf(grey));
        const below = mix(grey, inks.ground, alpha);
        expect(contrastOf(text, below), `${text} over ${grey}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('lays less shade over a dark picture than over a bright one', () => {
    const inks = inksOf(filmTheme(findTheme('noir')), 'base');
    expect(scrimAlpha(inks.ground, [inks.ink], 0.02)).toBeLessThan(
      scrimAlpha(inks.ground, [inks.ink], 1) - 0.2,
    );
  });
});

describe('a detail as facts', () => {
  it('is cut at its sentences, and what is left over stays with the last', () => {
    expect(sentencesOf('It rained. The dam broke! Who knew it then? Nobody at all.', 'en', 3)).toEqual([
      'It rained.',
      'The dam broke!',
      'Who knew it then? Nobody at all.',
    ]);
    expect(sentencesOf('No. It held at 3.5 metres', 'en', 3)).toEqual(['No.', 'It held at 3.5 metres']);
    expect(sentencesOf('It held. Yes.', 'en', 3)).toEqual(['It held. Yes.']);
  });
});
