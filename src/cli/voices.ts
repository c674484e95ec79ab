import {embeddedVoiceList} from '../embedded.ts';
import {exitCodes} from './exit.ts';

function languageName(language: string): string {
  if (language === '*') return 'any language';
  try {
    return new Intl.DisplayNames(['en'], {type: 'language'}).of(language) ?? language;
  } catch {
    return language;
  }
}

/** A list as people read it, cut where it is long. */
function shortList(items: readonly string[], most: number): string {
  return items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** `viral voices`: every source of voices, what it speaks, and whether it works here. */
export async function voices(flags: {readonly json?: boolean}): Promise<number> {
  const list = await embeddedVoiceList();
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(list)}\n`);
    return exitCodes.done;
  }
  for (const {provider, works, text, voices: names, languages, timing} of list) {
    const lines = [`${works ? 'ok  ' : 'no  '}  ${provider.padEnd(12)} ${text}`];
    if (names.length > 0) lines.push(`      ${shortList(names, 6)}`);
    if (languages.length > 0) {
      const times = timing === 'engine' ? 'gives word times' : 'gives no word times';
      lines.push(`      ${shortList(languages.map(languageName), 8)}; ${times}`);
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  process.stdout.write(
    '\nChoose one with --voice, as in --voice flite/rms; with commas between, the next speaks when one fails.\n',
  );
  return exitCodes.done;
}
