import {z} from 'zod';
import {runFfmpeg} from '../../ffmpeg.ts';
import {type Budget, generate, quoteUntrusted} from '../../generating.ts';
import type {LanguageModel, ModelPart} from '../../ports/index.ts';
import {type Analysis, emotionSchema, hookTypeSchema, structureTypeSchema} from '../../schema/index.ts';

const answerSchema = z.object({
  hooks: z
    .array(z.object({type: hookTypeSchema, words: z.string().max(500)}))
    .min(1)
    .max(3),
  structure: z.object({type: structureTypeSchema, evidence: z.string().max(300)}).nullable(),
  themes: z.array(z.string().min(1).max(60)).max(6),
  emotions: z.object({
    opening: emotionSchema.nullable(),
    middle: emotionSchema.nullable(),
    ending: emotionSchema.nullable(),
  }),
  firstPayoffAt: z.number().min(0).max(3600).nullable(),
  callsToAction: z
    .array(
      z.object({
        kind: z.enum(['follow', 'like', 'comment', 'share', 'save', 'visit', 'buy', 'watch']),
        words: z.string().max(300),
      }),
    )
    .max(6),
});

const system = `You analyse short videos. Say only what you see, hear or read; where you cannot tell, use null or an empty list.
hooks: how the first three seconds open, the most telling first, with the words or on-screen text that open.
structure: how it is built from its hook to its end, with one short piece of evidence.
themes: what it is about, one to three words each, in the language of the video.
emotions: the strongest feeling of the opening, the middle and the ending.
firstPayoffAt: seconds until the first thing the opening promised is told or shown.
callsToAction: what viewers are asked to do, with the words.`;

/** Longer than this is not sent. */
const sentInSeconds = 120;

/** The video small enough to send: 360 px, 5 pictures a second or what it has, mono. */
async function smallVideo(file: string, signal: AbortSignal): Promise<Uint8Array> {
  const {stdout} = await runFfmpeg(
    [
      ...['-i', file, '-map', '0:v:0', '-map', '0:a:0?', '-t', String(sentInSeconds)],
      ...['-vf', 'scale=360:-2', '-r', '10', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '30'],
      ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '48k', '-ac', '1'],
      ...['-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4', 'pipe:1'],
    ],
    {signal},
  );
  return stdout;
}

/**
 * Lets a model that sees video look, and takes from it what words alone do not tell. What was measured stays as it was.
 * @throws ViralError of the model
 */
export async function modelAnalysis(
  analysis: Analysis,
  {
    model,
    file,
    transcript,
    signal,
    budget,
  }: {
    readonly model: LanguageModel;
    readonly file: string | null;
    readonly transcript: string;
    readonly signal: AbortSignal;
    readonly budget?: Budget | undefined;
  },
): Promise<Analysis> {
  const seesVideo = file !== null && model.accepts?.includes('video') === true;
  const material = quoteUntrusted([
    {id: 'title', text: analysis.video.title},
    {id: 'sections', text: analysis.sections.map(({name, text}) => `${name}: ${text}`).join('\n')},
    {id: 'transcript', text: transcript},
  ]);
  const parts: ModelPart[] = [{kind: 'text', text: material.text}];
  if (seesVideo) {
    parts.push({
      kind: 'media',
      mimeType: 'video/mp4',
      bytes: await smallVideo(file, signal),
      durationInSeconds: Math.min(sentInSeconds, analysis.video.durationInSeconds ?? sentInSeconds),
    });
  }
  const {value, model: by} = await generate(
    model,
    {schema: answerSchema, schemaName: 'analysis', system: `${system}\n${material.rules}`, prompt: parts},
    {signal, ...(budget ? {budget} : {})},
  );
  const fields = [
    ['transcript', transcript],
    ['title', analysis.video.title],
  ] as const;
  const spanOf = (words: string): Analysis['hooks'][number]['span'] => {
    for (const [field, text] of fields) {
      const start = words === '' ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
      if (start >= 0) return {field, start, end: start + words.length};
    }
    return {field: 'heard', start: 0, end: 0};
  };
  const found = new Set([
    'hook',
    'structure',
    ...(value.firstPayoffAt === null ? [] : ['time to the first payoff']),
  ]);
  return {
    ...analysis,
    hooks: value.hooks.map(({type, words}) => ({type, text: words, span: spanOf(words)})),
    structure: value.structure ?? analysis.structure,
    themes: [
      ...analysis.themes.filter(({from}) => from === 'category' || from === 'hashtag'),
      ...value.themes.map((theme) => ({theme, from: 'transcript' as const})),
    ].slice(0, 12),
    sections: analysis.sections.map((section) => ({
      ...section,
      emotion: value.emotions[section.name] ?? section.emotion,
    })),
    pacing: {...analysis.pacing, firstPayoffAt: value.firstPayoffAt ?? analysis.pacing.firstPayoffAt},
    callsToAction:
      value.callsToAction.length === 0
        ? analysis.callsToAction
        : value.callsToAction.map(({kind, words}) => ({kind, text: words, span: spanOf(words)})),
    missing: analysis.missing.filter(
      ({what}) => !found.has(what) || (what === 'structure' && value.structure === null),
    ),
    by: `${by ?? model.name}${seesVideo ? '' : ' (words only)'}`,
  };
}
