import {createContext, useContext, useMemo, type ReactNode} from 'react';
import {AbsoluteFill, useCurrentFrame, useVideoConfig} from 'remotion';
import type {Box} from '../../platforms/index.ts';
import type {SceneFields, SceneScope} from '../contract.ts';
import {inksOf, type Inks, type Tone} from './inks.ts';
import {frameAt30} from './motion.ts';

/** What every part of the kit needs to know of the scene it stands in. */
export interface StageContext {
  readonly scene: SceneFields;
  readonly scope: SceneScope;
  readonly inks: Inks;
  readonly tone: Tone;
  /** Size of the frame, px. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /**
   * How much texts give way to each other. 0 as a rule; 1 sets all but the headline at the smallest size that can be read and
   * halves gaps; 2 leaves out bars, marks and pips as well.
   */
  readonly squeeze?: 0 | 1 | 2;
  /** Whether a text that no room holds whole, even so, is shown as pages that follow each other. */
  readonly paged?: boolean;
  /** Counts the texts that did not get the room they need, while one of several ways to compose is tried. */
  readonly ledger?: {torn: number};
}

const context = createContext<StageContext | null>(null);

export interface SceneStageProps {
  readonly scene: SceneFields;
  readonly scope: SceneScope;
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** The frame of one scene: fills the ground colour and tells the parts inside about the scene. */
export function SceneStage({scene, scope, tone = 'base', children}: SceneStageProps) {
  const {width, height, fps} = useVideoConfig();
  const inks = useMemo(() => inksOf(scope.theme, tone), [scope.theme, tone]);
  const value = useMemo(
    () => ({scene, scope, inks, tone, width, height, fps}),
    [scene, scope, inks, tone, width, height, fps],
  );
  // The storyboard fills the frame with the theme's ground already, and every full fill is paid for on every frame.
  const fill = inks.ground === scope.theme.palette.bg ? {} : {backgroundColor: inks.ground};
  return (
    <context.Provider value={value}>
      <AbsoluteFill style={{...fill, overflow: 'hidden'}}>{children}</AbsoluteFill>
    </context.Provider>
  );
}

/**
 * Gives what stands inside a smaller safe area than the scene's: for frames that keep a strip of it for furniture,
 * while the ground stays quiet behind all of it.
 */
export function StageRoom({safeArea, children}: {readonly safeArea: Box; readonly children: ReactNode}) {
  const stage = useStage();
  const value = useMemo(() => ({...stage, scope: {...stage.scope, safeArea}}), [stage, safeArea]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

export interface StageToneProps {
  readonly tone: Tone;
  /** A flat fill that what stands inside has below it in place of the tone's ground. */
  readonly ground?: string | undefined;
  readonly children: ReactNode;
}

/** Gives what stands inside the inks of a tone: for parts of a frame that have a ground of their own. */
export function StageTone({tone, ground, children}: StageToneProps) {
  const stage = useStage();
  const value = useMemo(() => {
    const inks = inksOf(stage.scope.theme, tone);
    return {...stage, tone, inks: ground === undefined ? inks : {...inks, ground}};
  }, [stage, tone, ground]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

/**
 * The scene a part of the kit stands in.
 * @throws Error outside of a `SceneStage`
 */
export function useStage(): StageContext {
  const value = useContext(context);
  if (!value) throw new Error('this part of the kit must stand inside a <SceneStage>');
  return value;
}

/** The language of the scene a part stands in; empty outside of a `SceneStage`. */
export function useSceneLanguage(): string {
  return useContext(context)?.scope.language ?? '';
}

/** The frame since the scene's start on a scale of 30 frames a second, with decimals. */
export function useFrame30(): number {
  const {fps} = useStage();
  return frameAt30(useCurrentFrame(), fps);
}
