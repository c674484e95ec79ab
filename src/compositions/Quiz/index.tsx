import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {ComparisonContent} from '../kit/scenes/comparison.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {QuoteContent} from '../kit/scenes/quote.tsx';
import {RoomedStatistic} from '../kit/scenes/roomed-statistic.tsx';
import {carded, QuizFrame} from './frame.tsx';
import {QuestionContent} from './question.tsx';
import {quizDeclaration} from './template.ts';
import {CallToActionContent, ContextContent, CountedContent, HookContent, PointContent} from './told.tsx';

/** The template `quiz`. */
export const quizTemplate = defineTemplate({
  ...quizDeclaration,
  scenes: {
    ...scenesIn(QuizFrame),
    hook: framed(QuizFrame, HookContent),
    context: framed(QuizFrame, ContextContent),
    point: framed(QuizFrame, PointContent),
    statistic: framed<'statistic'>(QuizFrame, carded(RoomedStatistic)),
    quote: framed<'quote'>(QuizFrame, carded(QuoteContent)),
    comparison: framed<'comparison'>(QuizFrame, carded(ComparisonContent)),
    step: framed<'step'>(QuizFrame, CountedContent),
    'list-item': framed<'list-item'>(QuizFrame, CountedContent),
    question: framed(QuizFrame, QuestionContent),
    'call-to-action': framed(QuizFrame, CallToActionContent),
  },
  overlays: {progress: ProgressBar},
});
