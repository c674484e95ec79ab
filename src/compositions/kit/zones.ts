import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';

export interface Zones {
  /** Where a scene's own text stands, px. */
  readonly content: Box;
  /** Where word captions stand, px. */
  readonly captions: Box;
}

/** Height of the caption band and the gap above it, and the room left free at the top; px at 1080 wide. */
const measures = {
  '9:16': {band: 250, gap: 56, top: 76},
  '1:1': {band: 132, gap: 36, top: 0},
  '16:9': {band: 130, gap: 40, top: 0},
} as const;

/** Divides the safe area between a scene's content and its captions; without captions the content takes all. */
export function zonesOf({aspect, safeArea, unit, captions}: SceneScope): Zones {
  const {band, gap, top} = measures[aspect];
  // Platforms that cover much of the top already keep the text low enough.
  const lowered = Math.max(0, top * unit - Math.max(0, safeArea.y - 150 * unit));
  const bandTop = safeArea.y + safeArea.height - band * unit;
  const contentTop = safeArea.y + lowered;
  const contentBottom = captions.length > 0 ? bandTop - gap * unit : safeArea.y + safeArea.height;
  return {
    content: {...safeArea, y: contentTop, height: contentBottom - contentTop},
    captions: {...safeArea, y: bandTop, height: band * unit},
  };
}
