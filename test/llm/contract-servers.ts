import type {IncomingMessage, ServerResponse} from 'node:http';
import {serve} from '../fetching/local-server.ts';
import {loadGemini} from '../../src/llm/gemini/client.ts';
import {gemini, type GeminiOptions} from '../../src/llm/gemini.ts';
import {openaiCompatible, type OpenAiCompatibleOptions} from '../../src/llm/openai-compatible.ts';
import type {LanguageModel} from '../../src/ports/index.ts';

export const apiKey = 'sk-contract-0123456789abcdef';

/** Whether `@google/generative-ai` stands in node_modules; its tests are skipped without it. */
export const hasGemini = await loadGemini().then(
  () => true,
  () => false,
);

export type Body = Record<string, unknown>;

export interface Call {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Body;
  /** From 0. */
  readonly index: number;
}

export type Respond = (response: ServerResponse, call: Call) => void;

/** A service on loopback that reads whole requests and answers as it is told. */
export async function service(respond: Respond): Promise<{origin: string; calls: Call[]}> {
  const calls: Call[] = [];
  const {origin} = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Body;
      const call = {path: request.url ?? '', headers: request.headers, body, index: calls.length};
      calls.push(call);
      respond(response, call);
    });
  });
  return {origin, calls};
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {'content-type': 'application/json', ...headers});
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export type Finish = 'stop' | 'length' | 'blocked';

/** One wire protocol: how a model says a text over it, how it reports an error, and the adapter that reads it. */
export interface Wire {
  readonly name: string;
  says(text: string, finish?: Finish): Body;
  error(status: number, message: string, code?: string): Body;
  open(baseUrl: string): LanguageModel;
}

export function openaiWire(options: Partial<OpenAiCompatibleOptions> = {}): Wire {
  return {
    name: 'openai-compatible',
    says: (text, finish = 'stop') => ({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'small',
      choices: [
        {
          index: 0,
          message: {role: 'assistant', content: text},
          finish_reason: finish === 'blocked' ? 'content_filter' : finish,
        },
      ],
      usage: {prompt_tokens: 20, completion_tokens: 10, total_tokens: 30},
    }),
    error: (_status, message, code = 'some_code') => ({
      error: {message, type: 'some_type', code, param: null},
    }),
    open: (baseUrl) => openaiCompatible({model: 'small', baseUrl, apiKey, price, ...options}),
  };
}

export function geminiWire(options: Partial<GeminiOptions> = {}): Wire {
  return {
    name: 'gemini',
    says: (text, finish = 'stop') => ({
      candidates: [
        {
          index: 0,
          content: {role: 'model', parts: [{text: 'Let me think: {"wrong": 1}', thought: true}, {text}]},
          finishReason: {stop: 'STOP', length: 'MAX_TOKENS', blocked: 'SAFETY'}[finish],
        },
      ],
      usageMetadata: {
        promptTokenCount: 20,
        candidatesTokenCount: 6,
        thoughtsTokenCount: 4,
        totalTokenCount: 30,
      },
    }),
    error: (status, message, code = 'SOME_STATUS') => ({
      error: {code: status, message, status: code, details: []},
    }),
    open: (baseUrl) => gemini({baseUrl, apiKey, price, ...options}),
  };
}

const price = {inputPerMillion: 1, outputPerMillion: 5};

/** A clock that does not wait. */
export const noWaiting = {now: Date.now, sleep: async () => {}};
