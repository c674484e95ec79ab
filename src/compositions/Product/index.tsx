import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {ComparisonContent} from '../kit/scenes/comparison.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {QuestionContent} from '../kit/scenes/question.tsx';
import {onDisc, ProductFrame} from './frame.tsx';
import {QuoteContent} from './quote.tsx';
import {StatisticContent} from './statistic.tsx';
import {productDeclaration} from './template.ts';
import {CallToActionContent, ContextContent, CountedContent, HookContent, PointContent} from './told.tsx';

/** The template `product`. */
export const productTemplate = defineTemplate({
  ...productDeclaration,
  scenes: {
    ...scenesIn(ProductFrame),
    hook: framed(ProductFrame, HookContent),
    context: framed(ProductFrame, ContextContent),
    point: framed(ProductFrame, PointContent),
    statistic: framed(ProductFrame, StatisticContent),
    quote: framed(ProductFrame, QuoteContent),
    comparison: framed<'comparison'>(ProductFrame, onDisc(ComparisonContent)),
    step: framed<'step'>(ProductFrame, CountedContent),
    'list-item': framed<'list-item'>(ProductFrame, CountedContent),
    question: framed<'question'>(ProductFrame, onDisc(QuestionContent)),
    'call-to-action': framed(ProductFrame, CallToActionContent),
  },
  overlays: {progress: ProgressBar},
});
