import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {NewsFrame} from './frame.tsx';
import {QuoteContent} from './quote.tsx';
import {StatisticContent} from './statistic.tsx';
import {newsDeclaration} from './template.ts';
import {CallToActionContent, ContextContent, CountedContent, HookContent, PointContent} from './told.tsx';

/** The template `news`. */
export const newsTemplate = defineTemplate({
  ...newsDeclaration,
  scenes: {
    ...scenesIn(NewsFrame),
    hook: framed(NewsFrame, HookContent),
    context: framed(NewsFrame, ContextContent),
    point: framed(NewsFrame, PointContent),
    statistic: framed(NewsFrame, StatisticContent),
    quote: framed(NewsFrame, QuoteContent),
    step: framed<'step'>(NewsFrame, CountedContent),
    'list-item': framed<'list-item'>(NewsFrame, CountedContent),
    'call-to-action': framed(NewsFrame, CallToActionContent),
  },
  overlays: {progress: ProgressBar},
});
