import {ViralError} from '../../errors.ts';
import type {Storyboard} from '../../schema/index.ts';
import type {FontUse} from '../contract.ts';
import {fontFileUrl} from './catalogue.ts';
import {fontFamilies, subsetRanges} from './families.ts';
import {fontsOf, type NeededFont} from './fonts-of.ts';

const loading = new Map<string, Promise<FontFace>>();

/** The weights one file serves, as the CSS descriptor wants them: one number, or a range for a variable font. */
function weightDescriptor({family, weight}: FontUse): string {
  const weights = fontFamilies[family]?.weights;
  return weights?.[0] === 'variable' ? `${weights[1]} ${weights[2]}` : String(weight);
}

function loadFont(font: NeededFont): Promise<FontFace> {
  const {family, weight, subset} = font;
  const url = fontFileUrl(family, weight, subset);
  if (url === undefined) {
    return Promise.reject(
      new ViralError('font-missing', `There is no file for the font ${family} ${weight} (${subset}).`),
    );
  }
  let promise = loading.get(url);
  if (!promise) {
    const face = new FontFace(family, `url(${JSON.stringify(url)}) format("woff2")`, {
      weight: weightDescriptor(font),
      style: 'normal',
      display: 'block',
      unicodeRange: subsetRanges[subset],
    });
    promise = face.load().catch((cause: unknown) => {
      loading.delete(url);
      throw new ViralError(
        'font-missing',
        `The font ${family} ${weight} (${subset}) could not be loaded from ${url}.`,
        {cause},
      );
    });
    loading.set(url, promise);
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
