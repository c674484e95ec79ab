import {type CallToAction, createCta} from './calls-to-action.ts';
import type {StyleSheet} from '../style/style-sheet.ts';
import type {Platform} from '../../platforms/index.ts';

type Ending = Parameters<typeof createCta>[0];
type Ask = StyleSheet['ending'];

const shown: Readonly<Record<Ask, {readonly onScreenText: string; readonly label: string}>> = {
  follow: {onScreenText: 'Follow for more', label: 'Follow'},
  comment: {onScreenText: 'Your turn', label: 'Comment'},
  save: {onScreenText: 'Keep it for later', label: 'Save'},
  source: {onScreenText: 'Check the source', label: 'Source'},
  none: {onScreenText: 'That’s it', label: 'End'},
};

const perPlatform: Readonly<Partial<Record<Platform, Readonly<Partial<Record<Ask, string>>>>>> = {
  youtube: {save: 'Save it to a playlist.', follow: 'Subscribe for the next one.'},
};

/** The last line in the words of a style: one ask, or none. A grave story gets nothing but its source. */
export function endingOf(options: Ending & {readonly sheet: StyleSheet}): CallToAction {
  const {sheet, platform, goal, sensitive, source, list} = options;
  const plain = createCta(options);
  if (sensitive || goal === 'visit') return plain;
  const wanted: Ask = goal ?? (list ? 'save' : sheet.ending);
  if (wanted === 'source' && source !== null) return createCta({...options, goal: 'source'});
  const ask: Ask = wanted === 'source' ? (sheet.endings?.none === undefined ? 'follow' : 'none') : wanted;
  const own = sheet.endings?.[ask];
  if (own === undefined) return ask === 'none' ? plain : createCta({...options, goal: ask});
  const {onScreenText, label} = shown[ask];
  // `Follow` is `Subscribe` there, and nothing is kept but in a playlist.
  const spoken = perPlatform[platform]?.[ask] ?? own;
  return {
    spoken,
    onScreenText,
    label: platform === 'youtube' && ask === 'follow' ? 'Subscribe' : label,
    emphasis: [],
  };
}
