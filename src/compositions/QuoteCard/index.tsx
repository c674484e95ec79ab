import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {RoomedStatistic} from '../kit/scenes/roomed-statistic.tsx';
import {QuoteCardFrame} from './frame.tsx';
import {QuoteContent} from './quote.tsx';
import {quoteCardDeclaration} from './template.ts';
import {ContextContent, CountedContent, HookContent, PointContent} from './told.tsx';

/** The template `quote-card`. */
export const quoteCardTemplate = defineTemplate({
  ...quoteCardDeclaration,
  scenes: {
    ...scenesIn(QuoteCardFrame),
    hook: framed(QuoteCardFrame, HookContent),
    context: framed(QuoteCardFrame, ContextContent),
    point: framed(QuoteCardFrame, PointContent),
    quote: framed(QuoteCardFrame, QuoteContent),
    statistic: framed(QuoteCardFrame, RoomedStatistic),
    step: framed<'step'>(QuoteCardFrame, CountedContent),
    'list-item': framed<'list-item'>(QuoteCardFrame, CountedContent),
  },
  overlays: {progress: ProgressBar},
});
