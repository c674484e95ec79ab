import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {voiceChain} from '../../src/audio/index.ts';
import {createDirector} from '../../src/director/index.ts';
import {createPipeline} from '../../src/pipeline/index.ts';
import type {Renderer} from '../../src/ports/index.ts';
import {memoryVoice} from '../../src/testing/index.ts';
import {scriptOf} from '../audio/script.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'viral-language-'));
});
afterEach(() => rm(directory, {recursive: true}));

describe('a language that no voice speaks', () => {
  it('is refused before a renderer is asked or a folder made', async () => {
    let asked = 0;
    const ask = () => {
      asked += 1;
      return Promise.reject(new Error('the renderer was asked'));
    };
    const renderer: Renderer = {name: 'test', doPrepare: ask, doRender: ask};
    const voice = voiceChain([memoryVoice(), memoryVoice({name: 'memory/french', languages: ['fr']})]);
    await using pipeline = createPipeline(async () => ({
      director: createDirector(),
      voice,
      media: [],
      renderer,
      clock: () => new Date(0),
    }));
    const refused = pipeline.produce(scriptOf(['Warum?', 'Darum.'], 'de'), {directory});
    await expect(refused).rejects.toMatchObject({code: 'language-unsupported'});
    await expect(refused).rejects.toThrow(/German.*memory\/french speaks French/s);
    const brief = pipeline.produce(
      {topic: 'Katzen', points: ['Katzen kneten.'], language: 'de', platform: 'tiktok'},
      {directory},
    );
    await expect(brief).rejects.toMatchObject({code: 'language-unsupported'});
    expect(asked).toBe(0);
    expect(await readdir(directory)).toEqual([]);
    await expect(pipeline.produce(scriptOf(['Why?', 'So.'], 'fr'), {directory})).rejects.toThrow(
      'the renderer was asked',
    );
  });
});

describe('a dictionary with a bad entry', () => {
  it('is refused by its path before anything is asked', async () => {
    const ask = () => Promise.reject(new Error('the renderer was asked'));
    await using pipeline = createPipeline(async () => ({
      director: createDirector(),
      voice: memoryVoice(),
      media: [],
      renderer: {name: 'test', doPrepare: ask, doRender: ask},
      pronunciations: {gif: 'jiff'},
      clock: () => new Date(0),
    }));
    const bad = pipeline.produce(scriptOf(['Why?', 'So.']), {directory, pronunciations: {'New York': 'x'}});
    await expect(bad).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{path: 'pronunciations["New York"]'}],
    });
    expect(await readdir(directory)).toEqual([]);
  });
});
