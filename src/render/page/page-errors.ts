import {InvalidInputError, ViralError} from '../../errors.ts';
import type {Storyboard} from '../../schema/index.ts';

/** `scene 'intro', frame 12 of it` */
function place(storyboard: Storyboard, frame: number): string {
  const scene = storyboard.scenes.find(
    ({startFrame, durationInFrames}) => frame >= startFrame && frame < startFrame + durationInFrames,
  );
  return scene === undefined ? '' : ` (scene '${scene.id}', frame ${frame - scene.startFrame} of it)`;
}

/** Whether an error says that the browser or its page went away under the drawing. */
export function isBrowserLoss(error: unknown): boolean {
  return (
    error instanceof Error &&
    /target closed|page crashed|session closed|browser (?:has )?disconnected|websocket is not open/i.test(
      error.message,
    )
  );
}

const timeout = /delayRender\(\)|timed? ?out|timeout .* exceeded/i;

/** All lines of what a page threw: Remotion keeps only the first in `message`, the rest stands in `stack`. */
export function pageMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [text = ''] = (error.stack ?? '').split(/\n {4}at /, 1);
  return (text.includes(error.message) ? text : error.message).replace(/^(?:\w*Error: )+/, '').trim();
}

/** The readable first lines of a page's message; Remotion appends links and advice for its own users. */
function said(message: string): string {
  const lines = message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '));
  return lines.slice(0, 3).join(' ').slice(0, 600);
}

/** What a page said while a template took in a storyboard: mostly what is wrong with its options. */
export function stageError(cause: unknown, template: string): ViralError {
  const message = pageMessage(cause);
  // An InvalidInputError of the page arrives as its text alone: a title and one indented line for each bad field.
  const [title = '', ...lines] = message.split('\n');
  const what = /^(.+) (?:is|are) not valid:$/.exec(title)?.[1];
  if (what !== undefined) {
    const issues = lines.flatMap((line) => {
      const [, path = '', text = ''] = /^ {2}(?:([\w$.[\]-]+): )?(.+)$/.exec(line) ?? [];
      return text === '' ? [] : [{path, message: text}];
    });
    if (issues.length > 0) return new InvalidInputError(what, issues, {cause});
  }
  return new ViralError('render-failed', `The template '${template}' refuses the storyboard: ${message}`, {
    cause,
  });
}

const assetUrl = /https?:\/\/127\.0\.0\.1:\d+\/[\w-]+\/asset\/([0-9a-f]{6,64})(?:\.{3}|…)?/g;

/** Id of the asset that a message speaks of by our own address, which Remotion may have cut short. */
function assetIn(message: string, storyboard: Storyboard): string | null {
  const [, start] = new RegExp(assetUrl.source).exec(message) ?? [];
  if (start === undefined) return null;
  return Object.entries(storyboard.assets).find(([, {sha256}]) => sha256.startsWith(start))?.[0] ?? null;
}

/** Our own addresses in a message become the names of the assets behind them. */
function withAssetNames(message: string, storyboard: Storyboard): string {
  return message.replace(assetUrl, (url) => {
    const id = assetIn(url, storyboard);
    return id === null ? 'a file' : `the asset '${id}'`;
  });
}

const unreadable = /error loading image|cannot decode|could not be decoded|unknown container|no video track/i;

/**
 * Turns what a page threw while a frame was drawn into an error that names the template, the frame and the scene.
 * @param frame the frame in work when the error itself does not say
 * @param console what the page has written to its console as errors
 */
export function pageError(
  error: unknown,
  storyboard: Storyboard,
  frame: number,
  timeoutInMs: number,
  console: readonly string[] = [],
): ViralError {
  if (ViralError.isInstance(error)) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const message = pageMessage(cause);
  if (/^.+ (?:is|are) not valid:\n/.test(message)) return stageError(cause, storyboard.template.id);
  const asset = assetIn(message, storyboard);
  if (asset !== null && unreadable.test(message)) {
    return new ViralError(
      'asset-corrupt',
      `The browser cannot read the file of asset '${asset}' as ${storyboard.assets[asset]?.mimeType}: it is damaged, or of another type.`,
      {cause},
    );
  }
  const heard = console
    .filter((text) => !message.includes(text.split('\n', 1)[0] ?? text))
    .map((text) => said(withAssetNames(text, storyboard)));
  const also = heard.length === 0 ? '' : ` The page said: ${heard.slice(-2).join(' | ')}`;
  const own = 'frame' in cause && typeof cause.frame === 'number' ? cause.frame : frame;
  const at = `frame ${own}${place(storyboard, own)}`;
  const template = `The template '${storyboard.template.id}'`;
  // A message of the template's own beats the word "timeout" in it, unless it is Remotion that speaks.
  if (timeout.test(cause.message)) {
    const open = /"([^"]+)" was called but not cleared|Open delayRender\(\) handles: (.+?)\. /.exec(
      cause.message,
    );
    const waiting = open?.[1] ?? open?.[2];
    return new ViralError(
      'render-timeout',
      `${template} did not finish ${at} within ${timeoutInMs / 1000} s${waiting ? `; it was waiting for ${waiting}` : ''}. ` +
        `Look for something that never ends or never loads, or raise timeoutInMs.${also}`,
      {cause},
    );
  }
  if (/\bthe font .+ could not be loaded|no file for the font\b/i.test(cause.message)) {
    return new ViralError('font-missing', `${template} lacks a font at ${at}: ${said(message)}`, {
      cause,
    });
  }
  const what = said(withAssetNames(message, storyboard));
  return new ViralError('render-failed', `${template} failed at ${at}: ${what}${also}`, {cause});
}
