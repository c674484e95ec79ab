import type {ComponentType} from 'react';
import type {SceneKind} from '../../../schema/index.ts';
import type {SceneProps} from '../../contract.ts';
import type {SceneFrameProps} from '../scene-frame.ts';
import {CallToActionContent} from './call-to-action.tsx';
import {ComparisonContent} from './comparison.tsx';
import {ContextContent} from './context.tsx';
import {CountedContent} from './counted.tsx';
import {HookContent} from './hook.tsx';
import {PointContent} from './point.tsx';
import {QuestionContent} from './question.tsx';
import {QuoteContent} from './quote.tsx';
import {StatisticContent} from './statistic.tsx';
import {TwistContent} from './twist.tsx';

type Frame = ComponentType<SceneFrameProps>;
type Content<Kind extends SceneKind> = ComponentType<Pick<SceneProps<Kind>, 'scene'>>;

/** A component for a kind of scene: content inside a template's frame. */
export function framed<Kind extends SceneKind>(
  Frame: Frame,
  Content: Content<Kind>,
  wish: Pick<SceneFrameProps, 'tone' | 'ground'> = {},
): ComponentType<SceneProps<Kind>> {
  return function FramedScene({scene, scope}) {
    return (
      <Frame scene={scene} scope={scope} {...wish}>
        <Content scene={scene} />
      </Frame>
    );
  };
}

/**
 * A component for every kind of scene, each inside a template's frame. A template takes these and puts its own in the
 * place of those that make it what it is.
 */
export function scenesIn(Frame: Frame): {readonly [Kind in SceneKind]: ComponentType<SceneProps<Kind>>} {
  return {
    hook: framed(Frame, HookContent),
    context: framed(Frame, ContextContent),
    point: framed(Frame, PointContent),
    statistic: framed(Frame, StatisticContent),
    quote: framed(Frame, QuoteContent),
    comparison: framed(Frame, ComparisonContent),
    step: framed<'step'>(Frame, CountedContent),
    'list-item': framed<'list-item'>(Frame, CountedContent),
    question: framed(Frame, QuestionContent),
    // The turn of the story: ground and accent change places.
    twist: framed(Frame, TwistContent, {tone: 'accent', ground: false}),
    'call-to-action': framed(Frame, CallToActionContent),
  };
}
