import {ViralError} from '../errors.ts';
import type {Storyboard} from '../schema/index.ts';

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

/**
 * Turns what a page threw while a frame was drawn into an error that names the template, the frame and the scene.
 * @param frame the frame in work when the error itself does not say
 */
export function pageError(
  error: unknown,
  storyboard: Storyboard,
  frame: number,
  timeoutInMs: number,
): ViralError {
  if (ViralError.isInstance(error)) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
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
        'Look for something that never ends or never loads, or raise timeoutInMs.',
      {cause},
    );
  }
  if (/\bthe font .+ could not be loaded|no file for the font\b/i.test(cause.message)) {
    return new ViralError('font-missing', `${template} lacks a font at ${at}: ${said(pageMessage(cause))}`, {
      cause,
    });
  }
  return new ViralError('render-failed', `${template} failed at ${at}: ${said(pageMessage(cause))}`, {cause});
}
