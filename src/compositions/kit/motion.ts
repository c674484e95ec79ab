import {Easing} from 'remotion';
import type {Theme} from '../../schema/index.ts';

type Motion = Theme['motion'];

/** Lengths of time in templates are frames of 30 a second; this is the frame on that scale, with decimals. */
export function frameAt30(frame: number, fps: number): number {
  return (frame * 30) / fps;
}

/** Step response of a critically damped spring: no overshoot, stiffness in 1/s² for a mass of 1. */
function springTo(frame30: number, stiffness: number): number {
  if (frame30 <= 0) return 0;
  const phase = Math.sqrt(stiffness) * (frame30 / 30);
  return 1 - (1 + phase) * Math.exp(-phase);
}

/** Step response of a spring that swings over its target before it rests there. */
function swingTo(frame30: number, damping: number, stiffness: number, mass: number): number {
  if (frame30 <= 0) return 0;
  const decay = damping / (2 * mass);
  const swing = Math.sqrt(stiffness / mass - decay ** 2);
  const seconds = frame30 / 30;
  return (
    1 - Math.exp(-decay * seconds) * (Math.cos(swing * seconds) + (decay / swing) * Math.sin(swing * seconds))
  );
}

const decelerate = Easing.bezier(0.16, 1, 0.3, 1);
const wipe = Easing.bezier(0.77, 0, 0.175, 1);

interface MotionFacts {
  /** Travel of a line that rises into place, px at 1080 wide. */
  readonly rise: number;
  /** Frames between one line and the next. */
  readonly stagger: number;
  readonly enter: (frame30: number) => number;
}

/** How each manner of motion brings things in. */
export const motions: Readonly<Record<Motion, MotionFacts>> = {
  calm: {rise: 28, stagger: 4, enter: (frame) => decelerate(Math.min(1, Math.max(0, frame / 18)))},
  smooth: {rise: 44, stagger: 3, enter: (frame) => springTo(frame, 120)},
  snappy: {rise: 48, stagger: 2, enter: (frame) => springTo(frame, 260)},
  // The one manner that swings, by a tenth.
  playful: {rise: 44, stagger: 3, enter: (frame) => swingTo(frame, 12, 220, 0.5)},
};

/** Progress 0-1 of an entrance that starts on `delay`, both in frames of 30 a second. */
export function entrance(motion: Motion, frame30: number, delay: number): number {
  return motions[motion].enter(frame30 - delay);
}

/** A press or settle that must not swing: a stiff spring of about eight frames. */
export function snap(frame30: number, delay: number): number {
  return springTo(frame30 - delay, 800);
}

/**
 * Progress of a word that pops into place: there in four frames, 5 % too far, at rest after nine.
 * Step response of a spring of damping 17, stiffness 300 and mass 0.5.
 */
export function popIn(frame30: number, delay: number): number {
  return swingTo(frame30 - delay, 17, 300, 0.5);
}

/** Progress 0-1 of a wipe or a bar that moves from rest to rest. */
export function sweep(frame30: number, delay: number, duration: number): number {
  return wipe(Math.min(1, Math.max(0, (frame30 - delay) / duration)));
}

/** Progress 0-1 of a count: fast at first, the last tenth slowly. */
export function countUp(frame30: number, delay: number, duration: number): number {
  const part = Math.min(1, Math.max(0, (frame30 - delay) / duration));
  return 1 - (1 - part) ** 3;
}

/** Opacity of something that enters: full after four frames, so that text is never half there for long. */
export function appear(frame30: number, delay: number): number {
  return Math.min(1, Math.max(0, (frame30 - delay + 1) / 4));
}
