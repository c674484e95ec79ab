import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, it} from 'vitest';
import {record} from '../../src/llm/recording.ts';
import {scripted} from '../../src/llm/scripted.ts';
import type {LanguageModel} from '../../src/ports/index.ts';
import {languageModelConformance} from '../../src/testing/index.ts';
import {apiKey, geminiWire, hasGemini, json, openaiWire, service, type Wire} from './contract-servers.ts';

const folder = await mkdtemp(join(tmpdir(), 'viral-conformance-'));
afterAll(() => rm(folder, {recursive: true}));

type Open = (text: string, options: {readonly delayInMs: number}) => LanguageModel | Promise<LanguageModel>;

const over =
  (wire: Wire): Open =>
  async (text, {delayInMs}) => {
    const {origin} = await service((response) => {
      setTimeout(() => json(response, 200, wire.says(text)), delayInMs);
    });
    return wire.open(origin);
  };
const written: Open = (text, {delayInMs}) =>
  scripted({answers: () => ({answer: {text, finish: 'stop'}, delayInMs})});

const models: readonly (readonly [string, Open])[] = [
  ['scripted', written],
  ['openai-compatible', over(openaiWire())],
  ['openai-compatible with media', over(openaiWire({accepts: ['image', 'audio'], maxOutputTokens: 1000}))],
  ['record', async (text, options) => record(await written(text, options), {directory: folder})],
  ...(hasGemini ? [['gemini', over(geminiWire())] as const] : []),
];

describe.each(models)('%s', (_name, open) => {
  for (const {name, run} of languageModelConformance({open, secrets: [apiKey]})) it(name, run);
});
