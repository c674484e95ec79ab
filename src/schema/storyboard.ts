import {z} from 'zod';
import {platformSchema} from '../platforms/index.ts';
import {assetsSchema} from './asset.ts';
import {idSchema, languageSchema, slugSchema, wordSchema} from './primitives.ts';
import {scenePayloads, sceneText, type SceneKind} from './scene-kinds.ts';
import {themeSchema} from './theme.ts';

const common = {
  id: idSchema,
  /** Frame of the whole video the scene starts on. Templates never see it. */
  startFrame: z.int().min(0),
  durationInFrames: z.int().min(1),
  ...sceneText,
  /** Spoken words, in ms from the start of the scene. */
  words: z.array(wordSchema).max(400),
  visual: z.strictObject({asset: idSchema}).nullable(),
};

const scene = <const Kind extends SceneKind>(kind: Kind) =>
  z.strictObject({kind: z.literal(kind), ...common, ...scenePayloads[kind]});

/** One scene of a storyboard, resolved to frames; `kind` decides which further fields it has. */
export const sceneSchema = z.discriminatedUnion('kind', [
  scene('hook'),
  scene('context'),
  scene('point'),
  scene('statistic'),
  scene('quote'),
  scene('comparison'),
  scene('step'),
  scene('list-item'),
  scene('question'),
  scene('twist'),
  scene('call-to-action'),
]);
export type Scene = z.infer<typeof sceneSchema>;
export type SceneOf<Kind extends SceneKind> = Extract<Scene, {kind: Kind}>;

/** Something that runs over many scenes with inputs of its own, such as a progress bar. */
export const overlaySchema = z.strictObject({
  id: idSchema,
  kind: slugSchema,
  startFrame: z.int().min(0),
  durationInFrames: z.int().min(1),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Overlay = z.infer<typeof overlaySchema>;

/** How the words on screen are set and lit; see `docs/templates.md`. */
export const captionStyleSchema = z.enum([
  'box',
  'karaoke',
  'minimal',
  'pop',
  'underline',
  'one-word',
  'typewriter',
  'stacked',
]);
export type CaptionStyle = z.infer<typeof captionStyleSchema>;

/** The one input of every engine and template: plain JSON, resolved to the last frame. */
export const storyboardSchema = z
  .strictObject({
    version: z.literal(1),
    title: z.string().trim().min(1).max(200),
    /** Feeds every random choice of a template; the same seed draws the same video. */
    seed: z.string().min(1).max(100),
    template: z.strictObject({
      id: slugSchema,
      /** Options of that template, checked by the template's own schema. */
      options: z.record(z.string(), z.json()).default({}),
    }),
    theme: themeSchema,
    platform: platformSchema,
    language: languageSchema,
    width: z.int().min(64).max(7680).multipleOf(2),
    height: z.int().min(64).max(7680).multipleOf(2),
    fps: z.int().min(1).max(120),
    durationInFrames: z
      .int()
      .min(1)
      .max(120 * 60 * 30),
    scenes: z.array(sceneSchema).min(1).max(60),
    overlays: z.array(overlaySchema).max(20),
    /** The mixed sound, an asset of kind audio. Changes no frame. */
    soundtrack: z.strictObject({asset: idSchema}).nullable(),
    captions: z.strictObject({
      /** Whether word captions are drawn. The SRT and VTT files exist either way. */
      show: z.boolean(),
      style: captionStyleSchema,
    }),
    assets: assetsSchema,
  })
  .superRefine((storyboard, context) => {
    const seen = new Set<string>();
    let frame = 0;
    storyboard.scenes.forEach((scene, index) => {
      const at = (field: string) => ['scenes', index, field];
      if (seen.has(scene.id))
        context.addIssue({code: 'custom', path: at('id'), message: `'${scene.id}' is used twice`});
      seen.add(scene.id);
      if (scene.startFrame !== frame) {
        context.addIssue({
          code: 'custom',
          path: at('startFrame'),
          message: `is ${scene.startFrame} but the scene before it ends on ${frame}`,
        });
      }
      frame = scene.startFrame + scene.durationInFrames;
      const lastWord = scene.words.at(-1);
      if (lastWord && lastWord.startMs > (scene.durationInFrames / storyboard.fps) * 1000) {
        context.addIssue({
          code: 'custom',
          path: at('words'),
          message: `'${lastWord.text}' starts after the scene has ended`,
        });
      }
      if (scene.visual && !Object.hasOwn(storyboard.assets, scene.visual.asset)) {
        context.addIssue({
          code: 'custom',
          path: at('visual'),
          message: `names the asset '${scene.visual.asset}', which is not in assets`,
        });
      } else if (scene.visual && storyboard.assets[scene.visual.asset]?.kind === 'audio') {
        context.addIssue({
          code: 'custom',
          path: at('visual'),
          message: `names the asset '${scene.visual.asset}', which is of kind audio`,
        });
      }
    });
    if (frame !== storyboard.durationInFrames) {
      context.addIssue({
        code: 'custom',
        path: ['durationInFrames'],
        message: `is ${storyboard.durationInFrames} but the scenes end on ${frame}`,
      });
    }
    if (storyboard.soundtrack) {
      const {asset} = storyboard.soundtrack;
      const kind = Object.hasOwn(storyboard.assets, asset) ? storyboard.assets[asset]?.kind : undefined;
      if (kind !== 'audio') {
        const message =
          kind === undefined
            ? `names the asset '${asset}', which is not in assets`
            : `names the asset '${asset}', which is of kind ${kind}, not audio`;
        context.addIssue({code: 'custom', path: ['soundtrack'], message});
      }
    }
  });
export type Storyboard = z.infer<typeof storyboardSchema>;
