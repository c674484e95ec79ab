import type {ComponentType} from 'react';
import type {z} from 'zod';
import type {CaptionPage} from '../captions/page.ts';
import type {Aspect, Box} from '../platforms/index.ts';
import type {CaptionStyle, Overlay, SceneKind, SceneOf, Storyboard, Theme} from '../schema/index.ts';

/**
 * Everything a scene may depend on beside its own fields and the frame (`useCurrentFrame()`, counted from the
 * scene's start). Nothing here says where in the video the scene stands in time: two scenes with equal fields and
 * equal scope have equal pixels, which is what lets an engine draw a scene once and keep it.
 */
export interface SceneScope {
  /** Position among the scenes, from 0. */
  readonly index: number;
  readonly count: number;
  /** Seed of this scene: the storyboard's seed and the scene's id. */
  readonly seed: string;
  readonly theme: Theme;
  readonly aspect: Aspect;
  /** The part of the frame no platform interface covers, px. */
  readonly safeArea: Box;
  /** Scale of lengths that are given for a frame whose shorter side is 1080 px. */
  readonly unit: number;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Word captions of this scene, in scene frames; empty when captions are off. */
  readonly captions: readonly CaptionPage[];
  readonly captionStyle: CaptionStyle;
  /** Options of the template, parsed by its own schema. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The scenes beside this one: only for templates that declare `neighbours`, and part of the scene's identity then. */
  readonly previous: SceneFields | null;
  readonly next: SceneFields | null;
}

/** A scene without its place in the video; `kind` tells which fields it has. */
export type SceneFields<Kind extends SceneKind = SceneKind> = Kind extends SceneKind
  ? Omit<SceneOf<Kind>, 'startFrame'>
  : never;

export interface SceneProps<Kind extends SceneKind = SceneKind> {
  readonly scene: SceneFields<Kind>;
  readonly scope: SceneScope;
}

export interface OverlayProps {
  /** `useCurrentFrame()` counts from the overlay's own start. */
  readonly overlay: Omit<Overlay, 'startFrame'>;
  readonly theme: Theme;
  readonly safeArea: Box;
  readonly unit: number;
}

/** One font file that must be loaded before the first frame. */
export interface FontUse {
  readonly family: string;
  readonly weight: number;
}

/** What a template says of itself; everything but the components is readable without React. */
export interface TemplateDeclaration {
  /** Lower-case words with hyphens; also the id of its Remotion composition. */
  readonly id: string;
  /** Semantic version; part of a cached scene's identity. */
  readonly version: string;
  readonly name: string;
  readonly description: string;
  /** Aspects it lays out; others are refused. */
  readonly aspects: readonly Aspect[];
  /** Engines whose pictures were compared with the screenshot engine's by the template's author. */
  readonly engines: readonly ('web' | 'screenshots')[];
  /** Schema of `storyboard.template.options`. */
  readonly options: z.ZodObject;
  /** The theme used where none is named. */
  readonly defaultTheme: string;
  /** Fonts beyond those of the theme. */
  readonly fonts?: (storyboard: Storyboard) => readonly FontUse[];
  /** True when scenes draw on `scope.previous` and `scope.next`. */
  readonly neighbours?: boolean;
  /** A storyboard that shows the template off in the Studio; its asset URLs must need no network. */
  readonly sample: () => TemplateSample;
}

export interface TemplateSample {
  readonly storyboard: Storyboard;
  readonly assetUrls: Readonly<Record<string, string>>;
}

export type SceneComponents = {
  readonly [Kind in SceneKind]?: ComponentType<SceneProps<Kind>>;
};

/** A template: its declaration and one component for each kind of scene it knows. */
export interface Template extends TemplateDeclaration {
  readonly scenes: SceneComponents;
  /** Draws kinds that `scenes` leaves out, from `onScreenText`. */
  readonly fallback: ComponentType<SceneProps>;
  /** Components of overlays, by their kind. */
  readonly overlays: Readonly<Record<string, ComponentType<OverlayProps>>>;
}

/** What Node knows about a template: read from the bundle in the browser, never by importing it. */
export interface TemplateDescription {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly description: string;
  readonly aspects: readonly Aspect[];
  readonly engines: readonly ('web' | 'screenshots')[];
  readonly defaultTheme: string;
  /** True when a scene's pixels also depend on the scenes beside it. */
  readonly neighbours: boolean;
  readonly sceneKinds: readonly SceneKind[];
  readonly overlays: readonly string[];
  /** JSON Schema of the template's options. */
  readonly options: unknown;
  /** The storyboard that shows it off; `null` when it could not be made. */
  readonly sample: TemplateSample | null;
}
