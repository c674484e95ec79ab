import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {FootageFrame} from './frame.tsx';
import {QuoteContent} from './quote.tsx';
import {StatisticContent} from './statistic.tsx';
import {footageDeclaration} from './template.ts';
import {ContextContent, CountedContent, HookContent, PointContent} from './told.tsx';

/** The template `footage`. */
export const footageTemplate = defineTemplate({
  ...footageDeclaration,
  scenes: {
    ...scenesIn(FootageFrame),
    hook: framed(FootageFrame, HookContent),
    context: framed(FootageFrame, ContextContent),
    point: framed(FootageFrame, PointContent),
    statistic: framed(FootageFrame, StatisticContent),
    quote: framed(FootageFrame, QuoteContent),
    step: framed<'step'>(FootageFrame, CountedContent),
    'list-item': framed<'list-item'>(FootageFrame, CountedContent),
  },
  overlays: {progress: ProgressBar},
});
