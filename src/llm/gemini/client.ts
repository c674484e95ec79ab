import {ViralError} from '../../errors.ts';

/** The part of `@google/generative-ai` that is used. */
export interface GeminiModule {
  readonly GoogleGenerativeAI: new (apiKey: string) => {
    getGenerativeModel(
      options: {readonly model: string; readonly systemInstruction?: string},
      request: {readonly baseUrl?: string; readonly apiVersion?: string},
    ): GeminiClient;
  };
}

export interface GeminiClient {
  generateContent(
    request: unknown,
    options: {readonly signal: AbortSignal},
  ): Promise<{readonly response: unknown}>;
}

const packageName = '@google/generative-ai';

/**
 * Imports `@google/generative-ai`.
 * @throws ViralError `dependency-missing` with the command that installs it
 */
export async function loadGemini(): Promise<GeminiModule> {
  try {
    return await import('@google/generative-ai');
  } catch (cause) {
    throw new ViralError(
      'dependency-missing',
      `Models of Gemini need the package ${packageName}; run: npm install ${packageName}@0.24.1`,
      {cause},
    );
  }
}
