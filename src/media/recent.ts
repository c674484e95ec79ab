import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {videoFiles} from '../schema/index.ts';

export interface RecentMediaOptions {
  /** Folder in which the videos' own folders lie. */
  readonly directory: string;
  /** How many of the newest videos count. Default 5. */
  readonly videos?: number;
  /** Videos of this script do not count: making one again is no repetition. */
  readonly exceptScript?: string;
}

const assetMarks = z.object({
  sha256: z.string(),
  kind: z.enum(['image', 'video', 'audio']),
  origin: z.string().optional(),
});
const storyboardMarks = z.object({assets: z.record(z.string(), assetMarks)});
const scriptMarks = z.object({id: z.string()});

/**
 * What the newest finished videos of a folder show: SHA-256 and origins of their pictures and clips, as `gatherAssets`
 * takes them to avoid. Pictures that were drawn for a video have no origin and do not count. A folder that is not there
 * has no videos; what is no finished video is passed over.
 */
export async function recentMedia({
  directory,
  videos = 5,
  exceptScript,
}: RecentMediaOptions): Promise<ReadonlySet<string>> {
  const folders = await readdir(directory, {withFileTypes: true}).catch(() => []);
  const dated = await Promise.all(
    folders
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(async ({name}) => {
        const file = join(directory, name, videoFiles.storyboard);
        const facts = await stat(file).catch(() => null);
        return facts ? [{folder: join(directory, name), file, at: facts.mtimeMs}] : [];
      }),
  );
  const marks = new Set<string>();
  let counted = 0;
  for (const {folder, file} of dated.flat().sort((one, other) => other.at - one.at)) {
    if (counted === videos) break;
    const script = await readAs(scriptMarks, join(folder, videoFiles.script));
    if (script && script.id === exceptScript) continue;
    const storyboard = await readAs(storyboardMarks, file);
    if (!storyboard) continue;
    counted++;
    for (const {kind, sha256, origin} of Object.values(storyboard.assets)) {
      if (kind === 'audio' || origin === undefined) continue;
      marks.add(sha256);
      marks.add(origin);
    }
  }
  return marks;
}

async function readAs<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
): Promise<z.output<Schema> | null> {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
