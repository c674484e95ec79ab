import type {Box} from '../../platforms/index.ts';
import type {SceneScope} from '../contract.ts';
import type {StageContext} from '../kit/scene-stage.tsx';
import {zonesOf} from '../kit/zones.ts';

export type Device = 'phone' | 'window' | 'card';

/** Gap between the device and the text, px at 1080 wide. */
const gap = 58;

/** Whether a device keeps the room it has as a rule, or gives way to a long text: it then runs off the frame. */
export type Favour = 'device' | 'text';

/** Share of a wide or square frame's content that the text takes. */
const textShare = {
  '9:16': {device: 1, text: 1},
  '1:1': {device: 0.55, text: 0.78},
  '16:9': {device: 0.54, text: 0.7},
} as const;

export interface Stand {
  /** Where text stands; in a tall frame all that it may take, from the bottom up. */
  readonly text: Box;
  /** The device, once it is known where the text begins; it may reach beyond the frame. */
  readonly deviceFrom: (textTop: number) => Box;
}

/** What the pictures are shown on. */
export function deviceOf({options}: SceneScope): Device {
  const {device} = options;
  return device === 'window' || device === 'card' ? device : 'phone';
}

/** The asset a scene shows: its own picture, else the one for all scenes; `null` without either. */
export function pictureOf({scene, scope}: StageContext): string | null {
  const {picture} = scope.options;
  return scene.visual?.asset ?? (typeof picture === 'string' ? picture : null);
}

/**
 * Divides the frame between text and device: in a tall frame the device hangs from the upper edge over the text,
 * elsewhere it stands at the trailing side.
 * @param share of a tall content's height that the text may take
 */
export function standOf(
  stage: StageContext,
  device: Device,
  share: number,
  favour: Favour = 'device',
): Stand {
  const {scope, width, height} = stage;
  const {unit, aspect, direction} = scope;
  const {content, captions} = zonesOf(scope);
  const rtl = direction === 'rtl';
  const mirrored = (box: Box): Box => (rtl ? {...box, x: width - box.x - box.width} : box);
  if (aspect === '9:16') {
    const high = content.height * share;
    const text = {...content, y: content.y + content.height - high, height: high};
    return {
      text,
      deviceFrom: (textTop) => {
        const foot = textTop - gap * unit;
        if (device === 'phone') {
          const wide = 560 * unit;
          const top = Math.min(-20 * unit, foot - wide * 2.05);
          return mirrored({x: width - wide - 110 * unit, y: top, width: wide, height: foot - top});
        }
        const top = Math.min(content.y - 66 * unit, foot - 160 * unit);
        return {x: 64 * unit, y: top, width: width - 128 * unit, height: foot - top};
      },
    };
  }
  const taken = content.width * textShare[aspect][favour];
  const foot = (scope.captions.length > 0 ? captions.y - 24 * unit : height - 90 * unit) - 10 * unit;
  const lead = rtl ? width - content.x - content.width : content.x;
  const from = lead + taken + gap * unit;
  const room = lead + content.width - from;
  const text = {...content, x: rtl ? content.x + content.width - taken : content.x, width: taken};
  return {
    text,
    deviceFrom: () => {
      if (device === 'phone') {
        const usual = lead + content.width * (1 - textShare[aspect].device) - gap * unit;
        const wide = Math.min((favour === 'text' ? usual : room) * 0.86, 480 * unit);
        const top = Math.min(-20 * unit, foot - wide * 2.05);
        const x = favour === 'text' ? from : from + (room - wide) * 0.5;
        return mirrored({x, y: top, width: wide, height: foot - top});
      }
      // Runs off the trailing edge.
      const high = Math.min(foot - content.y, (width - from) * 0.86);
      const y = content.y + (foot - content.y - high) / 2;
      return mirrored({x: from, y, width: width - from + 40 * unit, height: high});
    },
  };
}
