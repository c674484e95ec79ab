import {platforms} from '../platforms/index.ts';
import type {Finding, Script} from '../schema/index.ts';

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Sentences of a line: enough for counting words, not for splitting prose. */
const sentencesOf = (text: string) => text.split(/(?<=[.!?…]["”’)]?)\s+(?=["“‘(]?\p{Lu})/u);

const stemsOf = (text: string) =>
  new Set(
    wordsOf(text.toLowerCase()).map((word) =>
      word.replace(/[^\p{L}\p{N}]/gu, '').replace(/(?:s|ed|ing)$/, ''),
    ),
  );

/** Share of the words of `line` that an earlier line already had. */
function containment(line: ReadonlySet<string>, earlier: ReadonlySet<string>): number {
  const shared = [...line].filter((stem) => earlier.has(stem)).length;
  return line.size === 0 ? 0 : shared / line.size;
}

/** Begging for reactions is demoted by Meta, spoken as well as written; the rest reads as bait everywhere. */
const risky =
  /\b(?:tag (?:a|your|\d+) friends?|like if you|share to win|comment the word|wait for it|you won['’]t believe|miracle cure|free money)\b/i;

/** What is wrong with a script as text. Lengths are in words and characters; times come with the storyboard. */
export function lintScript(script: Script): readonly Finding[] {
  const findings: Finding[] = [];
  const {caption, hashtags, durationInSeconds, title} = platforms[script.platform];

  const hook = script.scenes.find((scene) => scene.kind === 'hook') ?? script.scenes[0];
  if (hook && wordsOf(hook.spoken).length > 18) {
    findings.push({
      rule: 'hook-length',
      severity: 'warning',
      sceneId: hook.id,
      message: `The hook has ${wordsOf(hook.spoken).length} words; 4 to 14 hold attention.`,
    });
  }
  if (!script.scenes.some((scene) => scene.kind === 'call-to-action')) {
    findings.push({
      rule: 'no-call-to-action',
      severity: 'warning',
      message: 'No scene asks the viewer for anything.',
    });
  }

  const earlier: {id: string; stems: ReadonlySet<string>}[] = [];
  script.scenes.forEach((scene, index) => {
    const path = `scenes[${index}].spoken`;
    for (const sentence of sentencesOf(scene.spoken)) {
      const length = wordsOf(sentence).length;
      if (length > 28) {
        findings.push({
          rule: 'sentence-length',
          severity: 'warning',
          sceneId: scene.id,
          path,
          message: `A sentence has ${length} words; more than 24 are hard to follow by ear.`,
        });
      }
    }
    const stems = stemsOf(scene.spoken);
    const repeated =
      stems.size < 4 ? undefined : earlier.find((line) => containment(stems, line.stems) > 0.8);
    if (repeated) {
      findings.push({
        rule: 'repetition',
        severity: 'warning',
        sceneId: scene.id,
        path,
        message: `Says again what '${repeated.id}' said.`,
      });
    }
    earlier.push({id: scene.id, stems});
    const bait = risky.exec(`${scene.spoken} ${scene.onScreenText}`)?.[0];
    if (bait) {
      findings.push({
        rule: 'risky-term',
        severity: 'warning',
        sceneId: scene.id,
        path,
        message: `'${bait}' is wording that platforms demote.`,
      });
    }
  });

  if (title && script.title.length > title.maxLength) {
    findings.push({
      rule: 'title-length',
      severity: 'error',
      path: 'title',
      message: `The title has ${script.title.length} characters; ${script.platform} takes ${title.maxLength}.`,
    });
  }
  const post = [script.description, script.hashtags.join(' ')].join('\n\n');
  const size = caption.unit === 'bytes' ? new TextEncoder().encode(post).length : post.length;
  if (size > caption.maxLength) {
    findings.push({
      rule: 'description-length',
      severity: 'error',
      path: 'description',
      message: `Description and hashtags have ${size} ${caption.unit}; ${script.platform} takes ${caption.maxLength}.`,
    });
  }
  if (script.hashtags.length > hashtags.max) {
    findings.push({
      rule: 'hashtags',
      severity: 'warning',
      path: 'hashtags',
      message: `${script.hashtags.length} hashtags; ${script.platform} counts ${hashtags.max}.`,
    });
  }
  if (script.durationInSeconds > durationInSeconds.max) {
    findings.push({
      rule: 'duration',
      severity: 'error',
      path: 'durationInSeconds',
      message: `${script.durationInSeconds} s is longer than the ${durationInSeconds.max} s that ${script.platform} takes.`,
    });
  }
  return findings;
}
