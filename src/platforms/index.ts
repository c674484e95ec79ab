import {z} from 'zod';

export const platformSchema = z.enum(['youtube', 'tiktok', 'instagram']);
export type Platform = z.infer<typeof platformSchema>;

export const aspectSchema = z.enum(['9:16', '1:1', '16:9']);
export type Aspect = z.infer<typeof aspectSchema>;

/** A rectangle in px, from the top left corner of the frame. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Space in px, at 1080x1920, that a platform's own interface covers. */
interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface PlatformFacts {
  readonly id: Platform;
  /** What the platform calls its short vertical videos. */
  readonly product: string;
  /** No platform publishes one organic number; these are the cautious end of what is observed. */
  readonly coveredAt1080x1920: Insets;
  readonly durationInSeconds: {readonly min: number; readonly max: number; readonly default: number};
  readonly title: {readonly maxLength: number} | null;
  /** Length of caption or description, in UTF-16 units unless `unit` says bytes. */
  readonly caption: {readonly maxLength: number; readonly unit: 'characters' | 'bytes'};
  readonly hashtags: {readonly max: number};
  /** Integrated loudness and true-peak ceiling of what we deliver. No first-party figure exists; see docs. */
  readonly loudness: {readonly targetLufs: number; readonly maxTruePeakDbtp: number};
}

const loudness = {targetLufs: -14, maxTruePeakDbtp: -1} as const;

/** Facts of each platform as data, observed in 2026; pass your own copy where yours differ. */
export const platforms: Readonly<Record<Platform, PlatformFacts>> = {
  youtube: {
    id: 'youtube',
    product: 'Shorts',
    coveredAt1080x1920: {top: 140, right: 130, bottom: 480, left: 60},
    durationInSeconds: {min: 1, max: 180, default: 35},
    title: {maxLength: 100},
    caption: {maxLength: 5000, unit: 'bytes'},
    hashtags: {max: 5},
    loudness,
  },
  tiktok: {
    id: 'tiktok',
    product: 'TikTok',
    coveredAt1080x1920: {top: 150, right: 165, bottom: 370, left: 60},
    durationInSeconds: {min: 3, max: 600, default: 35},
    title: null,
    caption: {maxLength: 2200, unit: 'characters'},
    hashtags: {max: 5},
    loudness,
  },
  instagram: {
    id: 'instagram',
    product: 'Reels',
    coveredAt1080x1920: {top: 270, right: 120, bottom: 450, left: 65},
    durationInSeconds: {min: 3, max: 900, default: 30},
    title: null,
    caption: {maxLength: 2200, unit: 'characters'},
    hashtags: {max: 5},
    loudness,
  },
};

/** Frame sizes we deliver, px. */
export const frameSizes: Readonly<Record<Aspect, {readonly width: number; readonly height: number}>> = {
  '9:16': {width: 1080, height: 1920},
  '1:1': {width: 1080, height: 1080},
  '16:9': {width: 1920, height: 1080},
};

/** The aspect of a frame, by the nearest of the three that we lay out. */
export function aspectOf(width: number, height: number): Aspect {
  const ratio = width / height;
  if (ratio < 0.8) return '9:16';
  return ratio > 1.3 ? '16:9' : '1:1';
}

/**
 * The part of the frame, in px, that no interface of the platform covers: text, faces and calls to action
 * stay inside. Vertical frames scale the observed insets; square and wide ones keep plain margins.
 */
export function safeAreaOf(platform: Platform, width: number, height: number): Box {
  const aspect = aspectOf(width, height);
  if (aspect === '9:16') {
    const {top, right, bottom, left} = platforms[platform].coveredAt1080x1920;
    const scaleX = width / 1080;
    const scaleY = height / 1920;
    return {
      x: Math.round(left * scaleX),
      y: Math.round(top * scaleY),
      width: Math.round(width - (left + right) * scaleX),
      height: Math.round(height - (top + bottom) * scaleY),
    };
  }
  const marginX = Math.round(width * (aspect === '1:1' ? 80 / 1080 : 120 / 1920));
  const marginY = Math.round(height * (aspect === '1:1' ? 80 / 1080 : 90 / 1080));
  return {x: marginX, y: marginY, width: width - 2 * marginX, height: height - 2 * marginY};
}
