import {ViralError} from '../../errors.ts';
import type {Storyboard} from '../../schema/index.ts';
import type {FontUse} from '../contract.ts';
import {fontFileUrl} from './catalogue.ts';
import {fontFamilies, subsetRanges} from './families.ts';
import {fontsOf, type NeededFont} from './fonts-of.ts';

const loading = new Map<string, Promise<FontFace>>();

/** The weights one file serves, as the CSS descriptor wants them: one number, or a range for a variable font. */
function weightDescriptor({family, weight, subset, as}: NeededFont): string {
  // Whatever weight is asked for under a stand-in's name, the nearest of the descriptor is drawn: this one.
  if (as !== undefined) return String(weight);
  if (typeof subset !== 'string') {
    return typeof subset.weight === 'number' ? String(subset.weight) : subset.weight.join(' ');
  }
  const weights = fontFamilies[family]?.weights;
  return weights?.[0] === 'variable' ? `${weights[1]} ${weights[2]}` : String(weight);
}

function loadFont(font: NeededFont): Promise<FontFace> {
  const {family, weight, subset} = font;
  const own = typeof subset === 'string' ? null : subset;
  const part = typeof subset === 'string' ? subset : 'your own';
  const url = typeof subset === 'string' ? fontFileUrl(family, weight, subset) : subset.url;
  if (url === undefined) {
    return Promise.reject(
      new ViralError('font-missing', `There is no file for the font ${family} ${weight} (${part}).`),
    );
  }
  const cssFamily = font.as ?? family;
  const key = `${cssFamily} ${url}`;
  let promise = loading.get(key);
  if (!promise) {
    const stretch = fontFamilies[family]?.stretch;
    const face = new FontFace(cssFamily, `url(${JSON.stringify(url)})${own ? '' : ' format("woff2")'}`, {
      weight: weightDescriptor(font),
      style: 'normal',
      display: 'block',
      // One width of a variable font: whatever width is asked for, the nearest of the descriptor is drawn.
      ...(stretch === undefined ? {} : {stretch}),
      ...(typeof subset === 'string'
        ? {unicodeRange: subsetRanges[subset]}
        : subset.unicodeRange === undefined
          ? {}
          : {unicodeRange: subset.unicodeRange}),
    });
    promise = face.load().catch((cause: unknown) => {
      loading.delete(key);
      throw new ViralError(
        'font-missing',
        `The font ${family} ${weight} (${part}) could not be loaded from ${url}.`,
        {cause},
      );
    });
    loading.set(key, promise);
  }
  return promise;
}

/**
 * Loads every font a storyboard needs and hands them to the page; resolves when the first frame may be drawn.
 * @param extra fonts the template declares beyond those of the theme
 * @throws ViralError `font-missing` naming the font
 */
export async function loadFonts(storyboard: Storyboard, extra: readonly FontUse[] = []): Promise<void> {
  const faces = await Promise.all(fontsOf(storyboard, extra).map(loadFont));
  // In the order of the list, not of arrival: where two parts hold the same character, the later one wins.
  for (const face of faces) document.fonts.add(face);
}
