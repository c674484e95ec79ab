import {InvalidInputError, ViralError} from '../errors.ts';
import type {Voice} from '../ports/index.ts';

/** What the environment says about voices; each may be missing. */
export interface VoiceEnvironment {
  readonly geminiKey?: string | undefined;
  readonly elevenLabsKey?: string | undefined;
  readonly openAiKey?: string | undefined;
  readonly openAiBaseUrl?: string | undefined;
  readonly googleKey?: string | undefined;
  /** Path or name of the user's espeak. */
  readonly espeakProgram?: string | undefined;
}

/** Where voices come from, as `viral voices` tells it. */
export interface VoiceProvider {
  readonly provider: string;
  /** Whether it can be asked here; a key is not tried. */
  readonly works: boolean;
  /** What it runs on, or what to do so that it works. */
  readonly text: string;
  /** Names as `--voice` takes them; those of services are examples where a service has many. */
  readonly voices: readonly string[];
  /** Primary subtags. */
  readonly languages: readonly string[];
  /** `engine` where it gives the times of words itself, else `estimated`. */
  readonly timing: 'engine' | 'estimated';
}

const providers = [
  'flite',
  'espeak',
  'kokoro',
  'gemini',
  'elevenlabs',
  'openai',
  'google',
  'silent',
] as const;
type Provider = (typeof providers)[number];

const geminiVoices = (
  'Kore Puck Charon Zephyr Leda Orus Aoede Fenrir Callirrhoe Autonoe Enceladus Iapetus Umbriel Algieba Despina Erinome ' +
  'Algenib Rasalgethi Laomedeia Achernar Alnilam Schedar Gacrux Pulcherrima Achird Zubenelgenubi Vindemiatrix Sadachbia ' +
  'Sadaltager Sulafat'
).split(' ');
const openAiVoices = 'alloy ash ballad coral echo fable nova onyx sage shimmer verse'.split(' ');
const kokoroVoices =
  'af_heart af_bella af_nicole am_michael am_fenrir am_puck bf_emma bf_isabella bm_george bm_fable'.split(
    ' ',
  );
const googleVoices = [
  'en-US-Neural2-F',
  'en-GB-Neural2-B',
  'de-DE-Neural2-B',
  'es-ES-Neural2-A',
  'fr-FR-Neural2-A',
];

const keyOf: Readonly<Partial<Record<Provider, readonly [keyof VoiceEnvironment, string]>>> = {
  gemini: ['geminiKey', 'GEMINI_API_KEY'],
  elevenlabs: ['elevenLabsKey', 'ELEVENLABS_API_KEY'],
  openai: ['openAiKey', 'OPENAI_API_KEY'],
  google: ['googleKey', 'GOOGLE_TTS_API_KEY'],
};

interface NamedVoice {
  readonly provider: Provider;
  readonly voice: string | undefined;
  readonly model: string | undefined;
}

/** `gemini/Kore@gemini-3.8-flash-lite-tts` → its parts; a bare `slt` is flite's. */
function parseName(name: string, fliteVoices: readonly string[]): NamedVoice {
  const bad = (message: string) => new InvalidInputError('the voice', [{path: '', message}]);
  if (fliteVoices.includes(name)) return {provider: 'flite', voice: name, model: undefined};
  const [, first = '', voice, model] = /^([^/@]+)(?:\/([^@]+))?(?:@(.+))?$/.exec(name) ?? [];
  const provider = providers.find((each) => each === first);
  if (provider === undefined) {
    throw bad(
      `'${name.slice(0, 60)}' is not one of ${fliteVoices.join(', ')}, nor a name such as ` +
        `${providers.map((each) => `${each}/…`).join(', ')}; see viral voices`,
    );
  }
  if (model !== undefined && ['flite', 'espeak', 'google', 'silent'].includes(provider)) {
    throw bad(`'${name.slice(0, 60)}' names a model, and ${provider} has none to choose`);
  }
  return {provider, voice, model};
}

function neededKey(provider: Provider, environment: VoiceEnvironment, name: string): string {
  const [option, variable] = keyOf[provider] ?? [];
  const key = option === undefined ? undefined : environment[option];
  if (key !== undefined) return key;
  throw new ViralError('voice-failed', `The voice ${name} needs a key: set ${variable ?? 'one'}.`, {
    action: 'auth',
  });
}

async function openVoice(name: string, environment: VoiceEnvironment): Promise<Voice> {
  const {flite, fliteVoices} = await import('../audio/voices/flite.ts');
  const {provider, voice, model} = parseName(name, fliteVoices);
  const named = {...(voice === undefined ? {} : {voice}), ...(model === undefined ? {} : {model})};
  const needsVoice = (example: string) => {
    if (voice !== undefined) return voice;
    throw new InvalidInputError('the voice', [
      {path: '', message: `'${name}' names no voice; write it as ${example}`},
    ]);
  };
  switch (provider) {
    case 'flite': {
      const known = fliteVoices.find((each) => each === (voice ?? 'slt'));
      if (known !== undefined) return flite({voice: known});
      throw new InvalidInputError('the voice', [
        {
          path: '',
          message: `'${name.slice(0, 60)}' is not one of ${fliteVoices.map((each) => `flite/${each}`).join(', ')}`,
        },
      ]);
    }
    case 'silent':
      if (voice === undefined || voice === 'reading')
        return (await import('../audio/voices/silent.ts')).silent();
      throw new InvalidInputError('the voice', [
        {path: '', message: `'${name.slice(0, 60)}' has no voices; write it as silent`},
      ]);
    case 'espeak': {
      const {espeak} = await import('../audio/voices/espeak.ts');
      const {espeakProgram: program} = environment;
      return espeak({...(voice === undefined ? {} : {voice}), ...(program === undefined ? {} : {program})});
    }
    case 'kokoro':
      return (await import('../audio/voices/kokoro.ts')).kokoro(named);
    case 'gemini': {
      const apiKey = neededKey(provider, environment, name);
      return (await import('../audio/voices/gemini.ts')).gemini({apiKey, ...named});
    }
    case 'elevenlabs': {
      const voiceId = needsVoice('elevenlabs/ID, with the id of the voice');
      const apiKey = neededKey(provider, environment, name);
      const {elevenlabs} = await import('../audio/voices/elevenlabs.ts');
      return elevenlabs({apiKey, voiceId, ...(model === undefined ? {} : {model})});
    }
    case 'openai': {
      const {openAiKey, openAiBaseUrl} = environment;
      // A server of one's own may need no key.
      const apiKey = openAiBaseUrl === undefined ? neededKey(provider, environment, name) : openAiKey;
      const {openaiCompatible} = await import('../audio/voices/openai-compatible.ts');
      return openaiCompatible({
        model: model ?? 'gpt-4o-mini-tts',
        voice: voice ?? 'alloy',
        ...(openAiBaseUrl === undefined ? {} : {baseUrl: openAiBaseUrl}),
        ...(apiKey === undefined ? {} : {apiKey}),
      });
    }
    default: {
      const full = needsVoice('google/en-US-Neural2-F');
      const apiKey = neededKey(provider, environment, name);
      return (await import('../audio/voices/google-cloud.ts')).googleCloud({apiKey, voice: full});
    }
  }
}

/** Stands in a chain for a voice that cannot be opened here: it fails when its turn comes, with the reason. */
function unopened(name: string, error: ViralError): Voice {
  return {
    name: name.slice(0, 90),
    languages: ['*'],
    synthetic: true,
    doPrepare: () => Promise.reject(error),
    doSpeak: () => Promise.reject(error),
  };
}

/**
 * Opens a voice by its name, as in `flite/slt`, `espeak/de`, `gemini/Kore` or `openai/nova@tts-1`, or a chain of them
 * by names with commas between. In a chain a voice without its key or package is passed over when its turn comes.
 * @throws InvalidInputError for a name that is none; ViralError `voice-failed` (no key), `dependency-missing`
 */
export async function voiceNamed(name: string, environment: VoiceEnvironment): Promise<Voice> {
  const names = name.split(',').map((each) => each.trim());
  const [only = ''] = names;
  if (names.length === 1) return openVoice(only, environment);
  const voices: Voice[] = [];
  const missing: ViralError[] = [];
  for (const each of names) {
    try {
      voices.push(await openVoice(each, environment));
    } catch (error) {
      if (!ViralError.isInstance(error) || error.code === 'invalid-input') throw error;
      missing.push(error);
      voices.push(unopened(each, error));
    }
  }
  const [first] = missing;
  if (first && missing.length === names.length) throw first;
  const {voiceChain} = await import('../audio/voice-chain.ts');
  return voiceChain(voices);
}

/** Every source of voices, and whether it works here. Services are not asked. */
export async function listVoices(environment: VoiceEnvironment): Promise<readonly VoiceProvider[]> {
  const {fliteVoices} = await import('../audio/voices/flite.ts');
  const list: VoiceProvider[] = [
    {
      provider: 'flite',
      works: true,
      text: 'embedded: no network, no key',
      voices: fliteVoices.map((voice) => `flite/${voice}`),
      languages: ['en'],
      timing: 'engine',
    },
  ];
  const probe = async (provider: Provider, open: () => Promise<VoiceProvider>) => {
    try {
      list.push(await open());
    } catch (error) {
      if (!ViralError.isInstance(error)) throw error;
      list.push({
        provider,
        works: false,
        text: error.message,
        voices: [],
        languages: [],
        timing: 'estimated',
      });
    }
  };
  await probe('espeak', async () => {
    const {espeak, espeakVoiceNames} = await import('../audio/voices/espeak.ts');
    const {espeakProgram: program} = environment;
    const voice = await espeak(program === undefined ? {} : {program});
    try {
      const runs = String(voice.settings?.['runs'] ?? '');
      return {
        provider: 'espeak',
        works: true,
        text: runs.startsWith('@') ? `the package ${runs}` : `the program ${runs}`,
        voices: espeakVoiceNames(voice).map((id) => `espeak/${id}`),
        languages: voice.languages,
        timing: runs.startsWith('@') ? 'engine' : 'estimated',
      };
    } finally {
      await voice.doClose?.();
    }
  });
  await probe('kokoro', async () => {
    const {kokoro, loadKokoro} = await import('../audio/voices/kokoro.ts');
    const {languages} = kokoro();
    const entry = {
      provider: 'kokoro',
      voices: kokoroVoices.map((voice) => `kokoro/${voice}`),
      languages,
      timing: 'estimated',
    } as const;
    try {
      await loadKokoro();
      return {...entry, works: true, text: 'the package kokoro-js; loads its weights on the first use'};
    } catch (error) {
      if (!ViralError.isInstance(error)) throw error;
      return {...entry, works: false, text: error.message};
    }
  });
  const service = (
    provider: Provider,
    voice: Voice,
    voices: readonly string[],
    timing: VoiceProvider['timing'],
    own?: string,
  ) => {
    const [option, variable] = keyOf[provider] ?? [];
    const hasKey = option !== undefined && environment[option] !== undefined;
    list.push({
      provider,
      works: hasKey || own !== undefined,
      text: own ?? (hasKey ? `${variable} is set (not tried)` : `set ${variable}`),
      voices: voices.map((each) => `${provider}/${each}`),
      languages: voice.languages,
      timing,
    });
  };
  // Opened for what they speak; nobody is asked.
  const apiKey = 'none';
  const {gemini} = await import('../audio/voices/gemini.ts');
  service('gemini', gemini({apiKey}), geminiVoices, 'estimated');
  const {elevenlabs} = await import('../audio/voices/elevenlabs.ts');
  service('elevenlabs', elevenlabs({apiKey, voiceId: 'ID'}), ['ID'], 'engine');
  const {openaiCompatible} = await import('../audio/voices/openai-compatible.ts');
  service(
    'openai',
    openaiCompatible({model: 'gpt-4o-mini-tts', voice: 'alloy'}),
    openAiVoices,
    'estimated',
    environment.openAiBaseUrl === undefined ? undefined : 'the server of OPENAI_BASE_URL (not tried)',
  );
  const {googleCloud} = await import('../audio/voices/google-cloud.ts');
  const google = googleVoices.map((voice) => googleCloud({apiKey, voice}));
  const [sample] = google;
  if (sample) {
    const languages = [...new Set(google.flatMap((voice) => voice.languages))];
    service('google', {...sample, languages}, googleVoices, 'engine');
  }
  list.push({
    provider: 'silent',
    works: true,
    text: 'no voice: captions over music, timed for readers',
    voices: ['silent'],
    languages: ['*'],
    timing: 'estimated',
  });
  return list;
}
