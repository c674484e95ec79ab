import {z} from 'zod';
import {idSchema, sha256Schema} from './primitives.ts';

/** What may be done with a file and who must be named. Travels to the manifest and the post. */
export const rightsSchema = z.strictObject({
  /** SPDX id or a name people know, as in `CC-BY-4.0`, `CC0-1.0`, `own work`. */
  licence: z.string().min(1).max(100),
  author: z.string().max(200).optional(),
  /** Page or product the file came from. */
  source: z.string().max(500).optional(),
  /** Text that must stand with the post. */
  attribution: z.string().max(500).optional(),
  /** Made by a generative model. Procedural drawings are not. */
  aiGenerated: z.boolean(),
});
export type Rights = z.infer<typeof rightsSchema>;

/** The point of a picture that a crop must keep, as shares of its width and height from the top left. */
export const focusSchema = z.strictObject({x: z.number().min(0).max(1), y: z.number().min(0).max(1)});
export type Focus = z.infer<typeof focusSchema>;

/** A file a storyboard uses, named by its id and content, never by a path. */
export const assetSchema = z.strictObject({
  sha256: sha256Schema,
  kind: z.enum(['image', 'video', 'audio']),
  mimeType: z.string().min(3).max(60),
  bytes: z.int().min(1),
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
  durationInSeconds: z.number().positive().optional(),
  /** What it shows, in words, for people who cannot see it. */
  alt: z.string().max(300).optional(),
  /** Where its subject is; the middle when left out. */
  focus: focusSchema.optional(),
  /** The work it was made from, as in `pexels/857195`: lets later videos show something else. */
  origin: z.string().min(1).max(200).optional(),
  rights: rightsSchema,
});
export type Asset = z.infer<typeof assetSchema>;

export const assetsSchema = z.record(idSchema, assetSchema);
export type Assets = z.infer<typeof assetsSchema>;

const fileEndings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'audio/wav': '.wav',
  'audio/mpeg': '.mp3',
};

/** How the file of an asset is called where assets are kept: its id, with the ending that servers tell its type by. */
export function assetFileName(id: string, {mimeType}: Pick<Asset, 'mimeType'>): string {
  return `${id}${fileEndings[mimeType] ?? ''}`;
}

/** Where the files of some assets lie on this machine: asset id to absolute path. Never stored. */
export type AssetFiles = Readonly<Record<string, string>>;

/** What `gatherAssets` hands over: the assets, their files, and which scene shows which. */
export interface GatheredAssets {
  readonly assets: Assets;
  readonly files: AssetFiles;
  /** Scene id to asset id. A scene without an entry has no picture. */
  readonly byScene: Readonly<Record<string, string>>;
}
