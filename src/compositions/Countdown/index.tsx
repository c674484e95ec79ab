import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {CountdownFrame} from './frame.tsx';
import {CountdownHook} from './hook.tsx';
import {ItemContent} from './item.tsx';
import {countdownDeclaration} from './template.ts';

/** The template `countdown`. */
export const countdownTemplate = defineTemplate({
  ...countdownDeclaration,
  scenes: {
    ...scenesIn(CountdownFrame),
    hook: framed(CountdownFrame, CountdownHook),
    'list-item': framed<'list-item'>(CountdownFrame, ItemContent),
    step: framed<'step'>(CountdownFrame, ItemContent),
  },
  overlays: {progress: ProgressBar},
});
