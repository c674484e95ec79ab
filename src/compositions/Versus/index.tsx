import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {VersusFrame} from './frame.tsx';
import {SidesContent} from './sides.tsx';
import {AskedContent} from './asked.tsx';
import {StatisticContent} from './statistic.tsx';
import {versusDeclaration} from './template.ts';
import {
  CallToActionContent,
  ContextContent,
  CountedContent,
  HookContent,
  PointContent,
  QuoteContent,
} from './told.tsx';

/** The template `versus`. */
export const versusTemplate = defineTemplate({
  ...versusDeclaration,
  scenes: {
    ...scenesIn(VersusFrame),
    hook: framed(VersusFrame, HookContent),
    context: framed(VersusFrame, ContextContent),
    point: framed(VersusFrame, PointContent),
    statistic: framed(VersusFrame, StatisticContent),
    quote: framed(VersusFrame, QuoteContent),
    comparison: framed(VersusFrame, SidesContent),
    step: framed<'step'>(VersusFrame, CountedContent),
    'list-item': framed<'list-item'>(VersusFrame, CountedContent),
    question: framed(VersusFrame, AskedContent),
    'call-to-action': framed(VersusFrame, CallToActionContent),
  },
  overlays: {progress: ProgressBar},
});
