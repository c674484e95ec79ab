import type {ReactNode} from 'react';
import type {SceneFields, SceneScope} from '../contract.ts';
import type {Tone} from './inks.ts';

/**
 * What a template's frame is given: everything that its scenes have in common stands there (ground, furniture,
 * captions), and the scene's own content inside it. A frame that keeps room for furniture makes the scope's safe area
 * smaller; content and captions then stay out of it.
 */
export interface SceneFrameProps {
  readonly scene: SceneFields;
  readonly scope: SceneScope;
  /** Left to the frame when the scene does not ask for one. */
  readonly tone?: Tone;
  /** False where the scene wants the bare ground colour. */
  readonly ground?: boolean;
  readonly children: ReactNode;
}
