import {ViralError} from '../../errors.ts';
import type {Storyboard} from '../../schema/index.ts';
import type {FontUse} from '../contract.ts';
import {fontFileUrl} from './catalogue.ts';
import {askedRanges, fontFamilies, type OwnFont, type SlicedFamily} from './families.ts';
import {fontsOf, slicedFamiliesFor, type NeededFont} from './fonts-of.ts';
import {loadSliceTable, type FontSlice, type SliceTable} from './sliced.ts';

const loading = new Map<string, Promise<FontFace>>();

const isSlice = (subset: NeededFont['subset']): subset is FontSlice =>
  typeof subset !== 'string' && 'slice' in subset;
const isOwn = (subset: NeededFont['subset']): subset is OwnFont =>
  typeof subset !== 'string' && !('slice' in subset);

/** The weights one file serves, as the CSS descriptor wants them: one number, or a range for a variable font. */
function weightDescriptor({family, weight, subset, as}: NeededFont): string {
  // Whatever weight is asked for under a stand-in's name, the nearest of the descriptor is drawn: this one.
  if (as?.endsWith(` ${weight}`) === true) return String(weight);
  if (isOwn(subset)) {
    return typeof subset.weight === 'number' ? String(subset.weight) : subset.weight.join(' ');
  }
  const weights = fontFamilies[family]?.weights;
  return weights?.[0] === 'variable' ? `${weights[1]} ${weights[2]}` : String(weight);
}

/** The characters a file is asked for, as CSS `unicode-range`; all of them where it says nothing. */
function rangeDescriptor({family, subset, only}: NeededFont): string | undefined {
  if (only !== undefined) return only;
  return typeof subset === 'string' ? askedRanges(family, subset) : subset.unicodeRange;
}

function loadFont(font: NeededFont): Promise<FontFace> {
  const {family, weight, subset} = font;
  const own = isOwn(subset);
  const part = own ? 'your own' : isSlice(subset) ? subset.slice : subset;
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
    const unicodeRange = rangeDescriptor(font);
    const face = new FontFace(cssFamily, `url(${JSON.stringify(url)})${own ? '' : ' format("woff2")'}`, {
      weight: weightDescriptor(font),
      style: 'normal',
      display: 'block',
      // One width of a variable font: whatever width is asked for, the nearest of the descriptor is drawn.
      ...(stretch === undefined ? {} : {stretch}),
      ...(unicodeRange === undefined ? {} : {unicodeRange}),
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
 * @returns the signs that no font draws, which are better left out
 * @throws ViralError `font-missing` naming the font, or the letters that no font draws
 */
export async function loadFonts(
  storyboard: Storyboard,
  extra: readonly FontUse[] = [],
): Promise<ReadonlySet<number>> {
  const tables = new Map<SlicedFamily, SliceTable>();
  for (;;) {
    const wanted = slicedFamiliesFor(storyboard, extra, tables);
    if (wanted.size === 0) break;
    for (const family of wanted) tables.set(family, await loadSliceTable(family));
  }
  const {fonts, undrawn} = fontsOf(storyboard, extra, tables);
  const faces = await Promise.all(fonts.map(loadFont));
  // In the order of the list, not of arrival: where two parts hold the same character, the later one wins.
  for (const face of faces) document.fonts.add(face);
  return undrawn;
}
