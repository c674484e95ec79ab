import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {StepsFrame} from './frame.tsx';
import {StepsHook} from './hook.tsx';
import {NeededContent} from './needed.tsx';
import {StepContent} from './step.tsx';
import {stepsDeclaration} from './template.ts';

/** The template `steps`. */
export const stepsTemplate = defineTemplate({
  ...stepsDeclaration,
  scenes: {
    ...scenesIn(StepsFrame),
    hook: framed(StepsFrame, StepsHook),
    context: framed(StepsFrame, NeededContent),
    step: framed<'step'>(StepsFrame, StepContent),
    'list-item': framed<'list-item'>(StepsFrame, StepContent),
  },
  overlays: {progress: ProgressBar},
});
