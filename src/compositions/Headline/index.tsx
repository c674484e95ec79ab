import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {scenesIn} from '../kit/scenes/index.tsx';
import {HeadlineFrame} from './frame.tsx';
import {headlineDeclaration} from './template.ts';

/** The template `headline`. */
export const headlineTemplate = defineTemplate({
  ...headlineDeclaration,
  scenes: scenesIn(HeadlineFrame),
  overlays: {progress: ProgressBar},
});
