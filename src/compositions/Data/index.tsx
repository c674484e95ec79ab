import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {CountedContent} from './counted.tsx';
import {DataFrame} from './frame.tsx';
import {SidesContent} from './sides.tsx';
import {StatisticContent} from './statistic.tsx';
import {dataDeclaration} from './template.ts';
import {
  CallToActionContent,
  ContextContent,
  HookContent,
  PointContent,
  QuestionContent,
  QuoteContent,
  TwistContent,
} from './told.tsx';

/** The template `data`. */
export const dataTemplate = defineTemplate({
  ...dataDeclaration,
  scenes: {
    ...scenesIn(DataFrame),
    hook: framed(DataFrame, HookContent),
    context: framed(DataFrame, ContextContent),
    point: framed(DataFrame, PointContent),
    statistic: framed(DataFrame, StatisticContent),
    quote: framed(DataFrame, QuoteContent),
    comparison: framed(DataFrame, SidesContent),
    step: framed<'step'>(DataFrame, CountedContent),
    'list-item': framed<'list-item'>(DataFrame, CountedContent),
    question: framed(DataFrame, QuestionContent),
    twist: framed(DataFrame, TwistContent, {tone: 'accent'}),
    'call-to-action': framed(DataFrame, CallToActionContent),
  },
  overlays: {progress: ProgressBar},
});
