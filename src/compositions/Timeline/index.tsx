import type {SceneProps} from '../contract.ts';
import {defineTemplate} from '../define-template.ts';
import {ProgressBar} from '../kit/progress-bar.tsx';
import {framed, scenesIn} from '../kit/scenes/index.tsx';
import {StatisticContent} from '../kit/scenes/statistic.tsx';
import {EventContent} from './event.tsx';
import {TimelineFrame} from './frame.tsx';
import {timelineDeclaration} from './template.ts';

/** A figure stands on the line as a date does; a chart has the room below it. */
function FigureContent({scene}: Pick<SceneProps<'statistic'>, 'scene'>) {
  return scene.series ? <StatisticContent scene={scene} /> : <EventContent scene={scene} />;
}

/** The template `timeline`. */
export const timelineTemplate = defineTemplate({
  ...timelineDeclaration,
  scenes: {
    ...scenesIn(TimelineFrame),
    hook: framed<'hook'>(TimelineFrame, EventContent),
    point: framed<'point'>(TimelineFrame, EventContent),
    context: framed<'context'>(TimelineFrame, EventContent),
    step: framed<'step'>(TimelineFrame, EventContent),
    'list-item': framed<'list-item'>(TimelineFrame, EventContent),
    statistic: framed(TimelineFrame, FigureContent),
  },
  overlays: {progress: ProgressBar},
});
