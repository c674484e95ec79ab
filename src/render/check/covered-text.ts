import {platforms, safeAreaOf} from '../../platforms/index.ts';
import type {Finding, Storyboard} from '../../schema/index.ts';
import type {WordBox} from './word-boxes.ts';

/** The words of one frame of a video, as they were drawn. */
export interface DrawnFrame {
  readonly frame: number;
  readonly words: readonly WordBox[];
}

/** How far a word's box may hang over, px at 1080 wide: boxes hold side bearings, padding and the room of a line. */
const tolerance = 16;

/**
 * Text that the platform's own interface covers, by where the words of frames were drawn: one finding for a scene and
 * word, at the frame it was first seen on.
 * @param drawn frames of the whole video, with the boxes of their words
 */
export function findCoveredText(
  storyboard: Pick<Storyboard, 'platform' | 'width' | 'height' | 'scenes'>,
  drawn: readonly DrawnFrame[],
): readonly Finding[] {
  const {platform, width, height, scenes} = storyboard;
  const safe = safeAreaOf(platform, width, height);
  const hang = (tolerance * Math.min(width, height)) / 1080;
  const findings = new Map<string, Finding>();
  for (const {frame, words} of drawn) {
    const scene = scenes.findLast(({startFrame}) => startFrame <= frame);
    for (const {text, ...box} of words) {
      const over = {
        left: safe.x - box.x,
        right: box.x + box.width - safe.x - safe.width,
        top: safe.y - box.y,
        bottom: box.y + box.height - safe.y - safe.height,
      };
      const [side, px] = Object.entries(over).reduce((worst, next) => (next[1] > worst[1] ? next : worst));
      const key = `${scene?.id}/${text}/${side}`;
      if (px <= hang || findings.has(key)) continue;
      findings.set(key, {
        rule: 'covered-text',
        severity: 'error',
        frame,
        ...(scene ? {sceneId: scene.id} : {}),
        message: `'${text.slice(0, 60)}' stands ${Math.round(px)} px under what ${platforms[platform].product} shows at the ${side}; keep text inside x ${safe.x} to ${safe.x + safe.width}, y ${safe.y} to ${safe.y + safe.height}.`,
      });
    }
  }
  return [...findings.values()];
}
