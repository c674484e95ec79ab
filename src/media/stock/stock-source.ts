import {join} from 'node:path';
import {ViralError} from '../../errors.ts';
import {fetchGuarded, type FetchOptions} from '../../fetching.ts';
import type {FoundMedia, MediaCandidate, MediaRequest, MediaSource} from '../../ports/index.ts';
import type {Rights} from '../../schema/index.ts';
import {writeWhole} from '../../whole-files.ts';
import {videoTypeOf} from '../image-file.ts';
import {digestOf, memoryAnswers, type MediaCache} from '../media-cache.ts';
import {openBest} from '../rank.ts';
import type {Fetch} from './service.ts';

/** What every stock source is opened with. */
export interface StockOptions {
  readonly apiKey: string;
  /** Searches are kept for a day and downloads by their content. Without one, searches are kept in memory. */
  readonly cache?: MediaCache;
  /** Asks the search service; the global one when left out. */
  readonly fetch?: Fetch;
  /** Address of the search service. */
  readonly baseUrl?: string;
  /** Largest file that is downloaded, bytes. Default 120 MB. */
  readonly maxBytes?: number;
  /** How downloads go: which hosts may be asked although they are not public, and how names are resolved. */
  readonly download?: Pick<FetchOptions, 'allowHosts' | 'resolve'>;
  readonly now?: () => number;
}

/** One file of a clip, as the service lists it. */
export interface StockFile {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly bytes?: number | undefined;
}

/** A clip, as the service lists it. */
export interface StockClip {
  /** The service's own id. */
  readonly id: string;
  readonly durationInSeconds: number;
  readonly words: string;
  readonly wordsLanguage?: string;
  readonly files: readonly StockFile[];
  readonly rights: Rights;
}

export interface StockSourceParts {
  readonly name: string;
  readonly options: StockOptions;
  /** The address asked for a request, without any key: it names what is kept. */
  readonly addressOf: (request: MediaRequest) => URL;
  readonly ask: (address: URL, signal: AbortSignal) => Promise<unknown>;
  /** Reads an answer; what cannot be used is left out. @throws ViralError for an answer of another shape */
  readonly clipsOf: (answer: unknown) => readonly StockClip[];
}

const defaultMaxBytes = 120_000_000;
const downloadTimeoutInMs = 100_000;

/** A media source over a stock service: it searches, keeps answers for a day, downloads what is chosen and checks it. */
export function stockSource({name, options, addressOf, ask, clipsOf}: StockSourceParts): MediaSource {
  const {cache, maxBytes = defaultMaxBytes, download, now} = options;
  const answers = cache ?? memoryAnswers(now);

  const fetchFile = async (clip: StockClip, file: StockFile, signal: AbortSignal): Promise<Uint8Array> => {
    const failed = (what: string, error?: ViralError) =>
      new ViralError('media-failed', `the clip ${clip.id} of ${name} was not taken: ${what}`, {
        action: error?.action ?? 'fatal',
        ...(error?.until ? {until: error.until} : {}),
        ...(error ? {cause: error} : {}),
      });
    let bytes: Uint8Array;
    try {
      ({bytes} = await fetchGuarded(file.url, {
        ...download,
        signal,
        maxBytes,
        timeoutInMs: downloadTimeoutInMs,
        accept: ['video/*', 'application/octet-stream', 'binary/octet-stream'],
      }));
    } catch (error) {
      if (ViralError.isInstance(error)) throw failed(error.message, error);
      throw error;
    }
    if (bytes.length === 0) throw failed('its file is empty');
    if (videoTypeOf(bytes) === null) throw failed('its file is no MP4 or WebM, whatever it is called');
    return bytes;
  };

  const candidateOf = (clip: StockClip, rank: number, request: MediaRequest): MediaCandidate | null => {
    const file = fileFor(clip.files, request, maxBytes);
    if (!file) return null;
    return {
      id: `${name}/${clip.id}`,
      kind: 'video',
      width: file.width,
      height: file.height,
      durationInSeconds: clip.durationInSeconds,
      words: clip.words,
      ...(clip.wordsLanguage === undefined ? {} : {wordsLanguage: clip.wordsLanguage}),
      rank,
      async doOpen({directory, signal}): Promise<FoundMedia> {
        const obtain = () => fetchFile(clip, file, signal);
        let path: string;
        if (cache) {
          path = await cache.file(`${name}/${clip.id}/${file.width}x${file.height}`, obtain);
        } else {
          path = join(directory, `${name}-${digestOf(clip.id).slice(0, 16)}.mp4`);
          await writeWhole(path, await obtain());
        }
        return {
          file: path,
          kind: 'video',
          mimeType: 'video/mp4',
          width: file.width,
          height: file.height,
          durationInSeconds: clip.durationInSeconds,
          alt: clip.words.slice(0, 300),
          rights: clip.rights,
        };
      },
    };
  };

  const doSearch = async (request: MediaRequest): Promise<readonly MediaCandidate[]> => {
    request.signal.throwIfAborted();
    const address = addressOf(request);
    const answer = await answers.answer(`${name} ${address.href}`, async () => {
      const found = await ask(address, request.signal);
      // What has another shape is not worth keeping for a day.
      clipsOf(found);
      return found;
    });
    return clipsOf(answer).flatMap((clip, rank) => candidateOf(clip, rank, request) ?? []);
  };
  return {name, doSearch, doFind: async (request) => openBest(await doSearch(request), request)};
}

/** The smallest file whose shorter side fills the frame's, else the largest. */
function fileFor(
  files: readonly StockFile[],
  {width, height}: MediaRequest,
  maxBytes: number,
): StockFile | null {
  const usable = files
    .filter(({url, bytes = 0}) => /^https?:\/\//.test(url) && bytes <= maxBytes)
    .sort((one, other) => one.width * one.height - other.width * other.height);
  const shorter = Math.min(width, height);
  return usable.find((file) => Math.min(file.width, file.height) >= shorter) ?? usable.at(-1) ?? null;
}

/** The query as services take it: one line, at most `most` characters, cut between words. */
export function queryOf(query: string, most: number): string {
  const line = query.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most + 1);
  const space = cut.lastIndexOf(' ');
  return space > 0 ? cut.slice(0, space) : line.slice(0, most);
}

/** An answer whose shape is not the service's. */
export function oddAnswer(name: string): ViralError {
  return new ViralError('media-failed', `${name} sent an answer of an unknown shape. Try again later.`, {
    action: 'retry',
  });
}
