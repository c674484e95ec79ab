import {InvalidInputError, ViralError} from '../errors.ts';
import type {LanguageModel} from '../ports/index.ts';

/** What the models of the environment need. */
export interface ModelEnvironment {
  readonly geminiKey: string | undefined;
  readonly openAiKey: string | undefined;
  readonly openAiBaseUrl: string | undefined;
  /** For a server named by its address, and for no other. */
  readonly serverKey: string | undefined;
}

const forms =
  'gemini, gemini:NAME, openai:NAME, the address of a server and its model as in http://127.0.0.1:11434#llama3.2, or replay:FOLDER';

const refused = (message: string) => new InvalidInputError('--model', [{path: '', message}]);

const noKey = (name: string, variable: string) =>
  new ViralError(
    'model-failed',
    `${name} needs a key; set ${variable}, or leave --model out to write without one.`,
    {
      action: 'auth',
    },
  );

/** A machine of one's own costs nothing that we could count. */
const isOwn = (host: string) => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

/**
 * Opens a model by its name.
 * @throws InvalidInputError for a name that is none; ViralError `model-failed` (no key)
 */
export async function modelNamed(name: string, environment: ModelEnvironment): Promise<LanguageModel> {
  const {geminiKey, openAiKey, openAiBaseUrl, serverKey} = environment;
  if (/^https?:\/\//i.test(name)) {
    const at = name.lastIndexOf('#');
    const [baseUrl, model] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
    if (model === '')
      throw refused(`'${name}' names no model; write it behind the address, as in ${baseUrl}#llama3.2`);
    if (!URL.canParse(baseUrl)) throw refused(`'${baseUrl}' is no address`);
    const {openaiCompatible} = await import('../llm/openai-compatible.ts');
    const {hostname} = new URL(baseUrl);
    return openaiCompatible({
      model,
      baseUrl,
      provider: 'server',
      ...(serverKey === undefined ? {} : {apiKey: serverKey}),
      ...(isOwn(hostname) ? {price: {inputPerMillion: 0, outputPerMillion: 0}} : {}),
    });
  }
  const [service = '', ...rest] = name.split(':');
  const model = rest.join(':');
  switch (service.toLowerCase()) {
    case 'gemini': {
      if (geminiKey === undefined) throw noKey('gemini', 'GEMINI_API_KEY');
      const {gemini} = await import('../llm/gemini.ts');
      return gemini({apiKey: geminiKey, ...(model === '' ? {} : {model})});
    }
    case 'openai': {
      if (model === '') throw refused("'openai' needs the name of a model, as in openai:gpt-5-mini");
      if (openAiKey === undefined) throw noKey('openai', 'OPENAI_API_KEY');
      const {openaiCompatible} = await import('../llm/openai-compatible.ts');
      return openaiCompatible({
        model,
        apiKey: openAiKey,
        ...(openAiBaseUrl === undefined ? {} : {baseUrl: openAiBaseUrl}),
      });
    }
    case 'replay': {
      if (model === '') throw refused("'replay' needs a folder of recordings, as in replay:recordings");
      const {replay} = await import('../llm/recording.ts');
      return replay({directory: model});
    }
    default:
      throw refused(`'${name}' is none; give ${forms}`);
  }
}
