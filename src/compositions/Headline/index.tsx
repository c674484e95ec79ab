import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {CallToAction} from './call-to-action.tsx';
import {Comparison} from './comparison.tsx';
import {Context} from './context.tsx';
import {ListItem, Step} from './counted.tsx';
import {Hook} from './hook.tsx';
import {Point} from './point.tsx';
import {Question} from './question.tsx';
import {Quote} from './quote.tsx';
import {Statistic} from './statistic.tsx';
import {headlineDeclaration} from './template.ts';
import {Twist} from './twist.tsx';

/** The template `headline`. */
export const headlineTemplate = defineTemplate({
  ...headlineDeclaration,
  scenes: {
    hook: Hook,
    context: Context,
    point: Point,
    statistic: Statistic,
    quote: Quote,
    comparison: Comparison,
    step: Step,
    'list-item': ListItem,
    question: Question,
    twist: Twist,
    'call-to-action': CallToAction,
  },
  overlays: {progress: ProgressBar},
});
