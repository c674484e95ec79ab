import type {Voice} from '../../../src/ports/index.ts';
import {elevenlabs} from '../../../src/audio/voices/elevenlabs.ts';
import {gemini} from '../../../src/audio/voices/gemini.ts';
import {googleCloud} from '../../../src/audio/voices/google-cloud.ts';
import {openaiCompatible} from '../../../src/audio/voices/openai-compatible.ts';
import type {ContractServer} from './contract-server.ts';
import {elevenLabsServer} from './elevenlabs-server.ts';
import {geminiServer} from './gemini-server.ts';
import {googleServer} from './google-server.ts';
import {openAiServer} from './openai-server.ts';

export const key = 'sk-test-0123456789abcdef';

/** Noon of one day, so that waits can be told. */
const now = () => Date.UTC(2026, 10, 22, 12);

export interface CloudVoice {
  readonly name: string;
  readonly timing: 'engine' | 'estimated';
  readonly start: () => Promise<ContractServer>;
  readonly open: (baseUrl: string, apiKey?: string) => Voice;
}

/** Every cloud voice with the server that holds it to its contract. */
export const cloudVoices: readonly CloudVoice[] = [
  {
    name: 'gemini',
    timing: 'estimated',
    start: () => geminiServer(key),
    open: (baseUrl, apiKey = key) => gemini({now, apiKey, baseUrl}),
  },
  {
    name: 'gemini before 3.8',
    timing: 'estimated',
    start: () => geminiServer(key),
    open: (baseUrl, apiKey = key) => gemini({now, apiKey, baseUrl, model: 'gemini-2.5-flash-preview-tts'}),
  },
  {
    name: 'elevenlabs',
    timing: 'engine',
    start: () => elevenLabsServer(key),
    open: (baseUrl, apiKey = key) => elevenlabs({now, apiKey, baseUrl, voiceId: 'abc123'}),
  },
  {
    name: 'openai-compatible wav',
    timing: 'estimated',
    start: () => openAiServer(key),
    open: (baseUrl, apiKey = key) => openaiCompatible({now, apiKey, baseUrl, model: 'tts-1', voice: 'alloy'}),
  },
  {
    name: 'openai-compatible pcm',
    timing: 'estimated',
    start: () => openAiServer(key),
    open: (baseUrl, apiKey = key) =>
      openaiCompatible({
        now,
        apiKey,
        baseUrl: `${baseUrl}/v1/`,
        model: 'gpt-4o-mini-tts',
        voice: 'alloy',
        format: 'pcm',
      }),
  },
  {
    name: 'google-cloud',
    timing: 'engine',
    start: () => googleServer({key}),
    open: (baseUrl, apiKey = key) => googleCloud({now, apiKey, baseUrl, voice: 'en-US-Neural2-F'}),
  },
  {
    name: 'google-cloud without marks',
    timing: 'estimated',
    start: () => googleServer({token: key}),
    open: (baseUrl, apiKey = key) =>
      googleCloud({now, token: async () => apiKey, baseUrl, voice: 'en-US-Chirp3-HD-Kore'}),
  },
];
