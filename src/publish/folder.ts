import {constants} from 'node:fs';
import {copyFile, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {platforms} from '../platforms/index.ts';
import type {Publisher} from '../ports/index.ts';
import {type Publication, publicationSchema, videoFiles} from '../schema/index.ts';
import {openUnfinishedFolder, writeWhole, writingError} from '../whole-files.ts';
import {creditsOf, disclosuresOf, postTextOf} from './post-text.ts';

export interface PublishFolderOptions {
  /** Where the bundles are laid; created where it is missing. */
  readonly directory: string;
  readonly clock?: () => Date;
}

const copied = [videoFiles.video, videoFiles.cover, videoFiles.captionsSrt, videoFiles.captionsVtt];

/** What an earlier call for the same video and platform left; `null` when there was none. */
async function earlierPost(folder: string): Promise<Publication | null> {
  try {
    const post: unknown = JSON.parse(await readFile(join(folder, 'post.json'), 'utf8'));
    const publication =
      post !== null && typeof post === 'object' && 'publication' in post ? post.publication : null;
    const parsed = publicationSchema.safeParse(publication);
    return parsed.success ? {...parsed.data, folder} : null;
  } catch {
    return null;
  }
}

/**
 * The publisher that needs no account: it lays a ready-to-post bundle in a folder. The bundle holds the video, the
 * cover, the captions, `caption.txt` to paste, and `post.json` with everything a tool needs. The same video for the
 * same platform is laid down once; a second call returns the first bundle.
 * @throws ViralError `output-unwritable`, `disk-full`
 */
export function publishFolder(options: PublishFolderOptions): Publisher {
  const directory = resolve(options.directory);
  const clock = options.clock ?? (() => new Date());
  return {
    name: 'folder',
    platforms: ['youtube', 'tiktok', 'instagram'],
    async doPublish({video, platform, at, signal}) {
      const name = `${video.id}-${platform}`;
      const earlier = await earlierPost(join(directory, name));
      if (earlier) return earlier;
      const {manifest} = video;
      const out = await openUnfinishedFolder(directory);
      try {
        for (const file of copied) {
          signal.throwIfAborted();
          await copyFile(join(video.folder, file), join(out.path, file), constants.COPYFILE_FICLONE).catch(
            (cause: unknown) => {
              throw writingError(cause, join(directory, name, file));
            },
          );
        }
        const publication: Publication = {
          version: 1,
          videoId: video.id,
          publisher: 'folder',
          platform,
          status: 'ready',
          at: (at ?? clock()).toISOString(),
        };
        await writeWhole(join(out.path, 'caption.txt'), `${postTextOf(manifest, platform)}\n`);
        await writeWhole(
          join(out.path, 'post.json'),
          `${JSON.stringify(
            {
              version: 1,
              publication,
              title: manifest.post.title,
              caption: postTextOf(manifest, platform),
              hashtags: manifest.post.hashtags.slice(0, platforms[platform].hashtags.max),
              coverAlt: manifest.coverAlt,
              credits: creditsOf(manifest),
              disclosure: {...manifest.disclosure, text: disclosuresOf(manifest)},
              rights: manifest.rights,
            },
            null,
            2,
          )}\n`,
        );
        return {...publication, folder: await out.finish(name)};
      } catch (error) {
        await out.discard();
        throw error;
      }
    },
  };
}
