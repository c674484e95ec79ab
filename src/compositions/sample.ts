import {storyboardSchema, type Storyboard, type Word} from '../schema/index.ts';
import type {TemplateSample} from './contract.ts';
import {findTheme} from './themes.ts';

/** A drawing in place of a photograph: the sample must need no file and no network. */
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900"><defs><linearGradient id="a" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f7b267"/><stop offset=".55" stop-color="#d9605a"/><stop offset="1" stop-color="#3a2a4d"/></linearGradient></defs><rect width="1200" height="900" fill="url(#a)"/><circle cx="760" cy="400" r="150" fill="#ffe8b8"/><path d="M0 640 260 420 470 600 700 380 980 640 1200 500V900H0Z" fill="#57304f"/><path d="M0 740 320 590 640 760 900 620 1200 720V900H0Z" fill="#231a38"/></svg>`;

/** Of `picture`, as UTF-8; a test holds them together. */
export const samplePicture = {
  svg: picture,
  sha256: 'b98a819400efa65fa331d0fa02e3294dad509f084961b7b725ddbb157db33982',
} as const;

/** Words spoken at an even pace of 320 ms a word, from 33 ms after the cut. */
function spoken(text: string): Word[] {
  return text
    .split(' ')
    .map((word, index) => ({text: word, startMs: 33 + index * 320, endMs: 323 + index * 320}));
}

const common = {emphasis: [] as string[], visual: null};

const scenes = [
  {
    ...common,
    kind: 'hook',
    id: 'hook',
    durationInFrames: 75,
    kicker: 'Morning light',
    onScreenText: 'Ten minutes outside can fix your sleep',
    emphasis: ['ten minutes'],
    words: spoken('Ten minutes outside can fix your sleep'),
  },
  {
    ...common,
    kind: 'context',
    id: 'context',
    durationInFrames: 105,
    onScreenText: 'Your body runs on light',
    detail: 'Cells in your eyes tell the brain when the day begins.',
    visual: {asset: 'sunrise'},
    words: spoken('Cells in your eyes tell the brain when the day begins'),
  },
  {
    ...common,
    kind: 'statistic',
    id: 'statistic',
    durationInFrames: 135,
    onScreenText: 'Light outside against light inside',
    value: 10000,
    decimals: 0,
    unit: 'lux',
    label: 'on a cloudy morning outdoors',
    series: [
      {label: 'Lamp', value: 150},
      {label: 'Office', value: 500},
      {label: 'Outside', value: 10000},
    ],
    words: spoken('Even a cloudy morning gives you ten thousand lux an office gives five hundred'),
  },
  {
    ...common,
    kind: 'step',
    id: 'step',
    durationInFrames: 90,
    n: 1,
    total: 3,
    onScreenText: 'Go out within an hour of waking',
    emphasis: ['an hour'],
    words: spoken('So go out within an hour of waking up'),
  },
  {
    ...common,
    kind: 'call-to-action',
    id: 'cta',
    durationInFrames: 105,
    onScreenText: 'Try it tomorrow morning',
    label: 'Save this',
    handle: '@example',
    words: spoken('Save this and try it tomorrow morning'),
  },
] as const;

function sampleStoryboard(template: string, theme: string): Storyboard {
  let frame = 0;
  const placed = scenes.map((scene) => {
    const startFrame = frame;
    frame += scene.durationInFrames;
    return {...scene, startFrame};
  });
  return storyboardSchema.parse({
    version: 1,
    title: 'Ten minutes outside',
    seed: 'sample',
    template: {id: template, options: {}},
    theme: findTheme(theme),
    platform: 'tiktok',
    language: 'en',
    width: 1080,
    height: 1920,
    fps: 30,
    durationInFrames: frame,
    scenes: placed,
    overlays: [],
    soundtrack: null,
    captions: {show: true, style: 'box'},
    assets: {
      sunrise: {
        sha256: samplePicture.sha256,
        kind: 'image',
        mimeType: 'image/svg+xml',
        bytes: picture.length,
        width: 1200,
        height: 900,
        alt: 'Mountains at sunrise, drawn',
        rights: {licence: 'MIT', aiGenerated: false},
      },
    },
  });
}

/**
 * What the Studio shows of a template before it is given a storyboard: one scene of each kind, in 9:16.
 * @param template id of the template
 * @param theme id of a built-in theme
 */
export function sampleFor(template: string, theme: string): TemplateSample {
  return {
    storyboard: sampleStoryboard(template, theme),
    assetUrls: {sunrise: `data:image/svg+xml,${encodeURIComponent(picture)}`},
  };
}
