import {contrastOf} from '../compositions/contrast.ts';
import {platforms} from '../platforms/index.ts';
import type {Finding, Scene, Storyboard, Theme} from '../schema/index.ts';
import {findRightsFaults} from './rights-rules.ts';

/** Subtitles for adults run at up to 20 characters a second; word captions that follow a voice bear a little more. */
const fastestCaptions = 22;
/** Reading speed of on-screen text, characters a second, and the least time any text stands. */
const charactersPerSecond = 17;
const leastSeconds = 1.2;
/** Without a change of scene for longer than this, viewers leave. */
const longestSceneInSeconds = 8;

function lintScene(scene: Scene, fps: number): readonly Finding[] {
  const findings: Finding[] = [];
  const seconds = scene.durationInFrames / fps;
  const add = (rule: string, severity: Finding['severity'], message: string) =>
    findings.push({rule, severity, message, sceneId: scene.id, frame: scene.startFrame});

  const [first, last] = [scene.words[0], scene.words.at(-1)];
  if (first && last && scene.words.length >= 5) {
    const characters = scene.words.reduce((sum, word) => sum + word.text.length + 1, -1);
    const rate = characters / Math.max(0.1, (last.endMs - first.startMs) / 1000);
    if (rate > fastestCaptions) {
      add(
        'caption-speed',
        'warning',
        `${rate.toFixed(0)} characters a second; above ${fastestCaptions} captions cannot be read.`,
      );
    }
  }
  const needed = Math.max(leastSeconds, scene.onScreenText.length / charactersPerSecond);
  if (seconds < needed) {
    add(
      'reading-time',
      'warning',
      `The on-screen text stands ${seconds.toFixed(1)} s and takes ${needed.toFixed(1)} s to read.`,
    );
  }
  if (seconds > longestSceneInSeconds) {
    add(
      'scene-length',
      'info',
      `The scene lasts ${seconds.toFixed(1)} s; a change every few seconds keeps viewers.`,
    );
  }
  return findings;
}

/** Contrast every text of a theme needs on every ground it may stand on (WCAG 2.2, 1.4.3). */
function lintTheme({id, palette}: Theme): readonly Finding[] {
  const findings: Finding[] = [];
  const test = (text: keyof Theme['palette'], ground: keyof Theme['palette']) => {
    const ratio = contrastOf(palette[text], palette[ground]);
    if (ratio < 4.5) {
      findings.push({
        rule: 'contrast',
        severity: 'error',
        path: `theme.palette.${text}`,
        message: `Theme '${id}': ${text} on ${ground} has a contrast of ${ratio.toFixed(1)}; text needs 4.5.`,
      });
    }
  };
  for (const ground of ['bg', 'bg2', 'surface'] as const) {
    for (const text of ['ink', 'muted', 'accent', 'accent2', 'third'] as const) test(text, ground);
  }
  test('onAccent', 'accent');
  return findings;
}

/** What is wrong with a storyboard: times to read and to speak, contrast, platform limits. */
export function lintStoryboard(storyboard: Storyboard): readonly Finding[] {
  const seconds = storyboard.durationInFrames / storyboard.fps;
  const {min, max} = platforms[storyboard.platform].durationInSeconds;
  const findings: Finding[] = storyboard.scenes.flatMap((scene) => lintScene(scene, storyboard.fps));
  if (seconds < min || seconds > max) {
    findings.push({
      rule: 'duration',
      severity: 'error',
      path: 'durationInFrames',
      message: `${seconds.toFixed(1)} s; ${storyboard.platform} takes ${min} to ${max} s.`,
    });
  }
  const spoken = storyboard.scenes.some((scene) => scene.words.length > 0);
  if (spoken && !storyboard.captions.show) {
    findings.push({
      rule: 'no-captions',
      severity: 'warning',
      path: 'captions.show',
      message: 'The voice has no captions on screen; most people watch muted at first.',
    });
  }
  return [...lintTheme(storyboard.theme), ...findRightsFaults(storyboard.assets), ...findings];
}
