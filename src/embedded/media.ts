import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {InvalidInputError, ViralError} from '../errors.ts';
import type {MediaCache} from '../media/media-cache.ts';
import type {MediaSource} from '../ports/index.ts';

/** What the environment says about media sources; each may be missing. */
export interface MediaEnvironment {
  readonly pexelsKey?: string | undefined;
  readonly pixabayKey?: string | undefined;
}

function keyOf(source: string, variable: string, key: string | undefined): string {
  if (key !== undefined) return key;
  throw new ViralError('media-failed', `The media source ${source} needs a key: set ${variable}.`, {
    action: 'auth',
  });
}

/**
 * Opens media sources by names with commas between; what is not the name of a source is the path of a folder.
 * @throws InvalidInputError for a folder that is not there; ViralError `media-failed` (no key)
 */
export async function mediaNamed(
  names: string,
  environment: MediaEnvironment,
  cache: MediaCache,
): Promise<readonly MediaSource[]> {
  const wanted = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const bad = (message: string) => new InvalidInputError('the list of media sources', [{path: '', message}]);
  if (wanted.length === 0) throw bad('name none; write generated, pexels, pixabay, a folder, or none');
  if (wanted.length === 1 && wanted[0] === 'none') return [];
  if (!wanted.includes('generated')) wanted.push('generated');
  const sources: MediaSource[] = [];
  for (const name of wanted) {
    switch (name) {
      case 'none':
        throw bad("hold 'none' beside others; write it alone");
      case 'generated':
        sources.push((await import('../media/generated.ts')).generatedPictures());
        break;
      case 'pexels': {
        const apiKey = keyOf(name, 'PEXELS_API_KEY', environment.pexelsKey);
        sources.push((await import('../media/pexels.ts')).pexels({apiKey, cache}));
        break;
      }
      case 'pixabay': {
        const apiKey = keyOf(name, 'PIXABAY_API_KEY', environment.pixabayKey);
        sources.push((await import('../media/pixabay.ts')).pixabay({apiKey, cache}));
        break;
      }
      default: {
        const directory = resolve(name);
        if (!(await stat(directory).catch(() => null))?.isDirectory()) {
          throw bad(`'${name.slice(0, 200)}' is no folder, and not generated, pexels, pixabay or none`);
        }
        sources.push((await import('../media/folder.ts')).pictureFolder({directory}));
      }
    }
  }
  return sources;
}
