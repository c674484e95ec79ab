import {readFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {z} from 'zod';
import {styleSheetSchema} from '../director/style/style-sheet.ts';
import {InvalidInputError, parseInput} from '../errors.ts';

const settingsSchema = z.strictObject({
  /** Remotion entry with your own templates, relative to this file. */
  compositions: z.string().min(1).optional(),
  template: z.string().min(1).optional(),
  theme: z.string().min(1).optional(),
  platform: z.string().min(1).optional(),
  voice: z.string().min(1).optional(),
  /** As `--model` takes it. */
  model: z.string().min(1).optional(),
  /** Rules of your own for the model, one sentence each. */
  rules: z.array(z.string().trim().min(1).max(500)).max(30).optional(),
  /** Styles of your own. */
  styles: z.array(styleSheetSchema).max(30).optional(),
  /** As `--media` takes it. */
  media: z.string().min(1).optional(),
  /** JSON file of readings, relative to this file. */
  pronunciations: z.string().min(1).optional(),
  out: z.string().min(1).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads `viral.config.json` of a folder, the defaults of the command line there; empty when there is none. */
export async function readSettings(folder: string): Promise<Settings> {
  const file = resolve(folder, 'viral.config.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(
      file,
      [{path: '', message: `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`}],
      {cause},
    );
  }
  const settings = parseInput(settingsSchema, value, file);
  const here = (path: string) => resolve(dirname(file), path);
  return {
    ...settings,
    ...(settings.compositions === undefined ? {} : {compositions: here(settings.compositions)}),
    ...(settings.pronunciations === undefined ? {} : {pronunciations: here(settings.pronunciations)}),
  };
}
