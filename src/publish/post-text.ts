import {InvalidInputError} from '../errors.ts';
import {type Platform, type PlatformFacts, platforms} from '../platforms/index.ts';
import type {Manifest} from '../schema/index.ts';

type Unit = PlatformFacts['caption']['unit'];

const sizeOf = (text: string, unit: Unit): number =>
  unit === 'bytes' ? new TextEncoder().encode(text).length : text.length;

/** Shortens at a word, so that `limit` holds in the platform's own unit; to nothing where no word fits. */
function shorten(text: string, limit: number, unit: Unit): string {
  if (sizeOf(text, unit) <= limit) return text;
  const words = text.split(' ');
  while (words.length > 0 && sizeOf(`${words.join(' ')}…`, unit) > limit) words.pop();
  return words.length === 0 ? '' : `${words.join(' ')}…`;
}

/** Credits that must stand with the post: attribution of every asset that asks for one, and the sources. */
export function creditsOf({rights, sources}: Manifest): string[] {
  const attributions = Object.values(rights).flatMap(({attribution, author, source, licence}) => {
    if (attribution !== undefined) return [attribution];
    // Creative Commons BY asks for the author's name whether or not somebody wrote the line already.
    return /\bBY\b/i.test(licence)
      ? [[author ?? 'unknown author', source, licence].filter(Boolean).join(' · ')]
      : [];
  });
  const credits = sources
    .filter((source) => source.own !== true)
    .flatMap((source) => {
      const name = [source.author, source.siteName].filter((part) => part !== undefined).join(', ');
      const text = [source.title, name === '' ? undefined : name, source.url].filter(
        (part) => part !== undefined,
      );
      return text.length === 0 ? [] : [`Source: ${text.join(' · ')}`];
    });
  return [...new Set([...attributions, ...credits])];
}

/** What viewers are told about how the video was made. */
export function disclosuresOf({disclosure}: Manifest): string[] {
  return [
    ...(disclosure.paid ? ['Paid partnership.'] : []),
    ...(disclosure.syntheticVoice ? ['The voice is synthetic.'] : []),
    ...(disclosure.modelWritten ? ['Written with the help of an AI model.'] : []),
    ...(disclosure.aiVisuals ? ['Contains AI-generated pictures.'] : []),
  ];
}

/**
 * The text under the post, within the platform's limit. Credits and disclosures are never cut; the description is,
 * and hashtags go where there is no room for them.
 * @throws InvalidInputError when credits and disclosures alone are longer than the platform takes
 */
export function postTextOf(manifest: Manifest, platform: Platform): string {
  const {caption, hashtags} = platforms[platform];
  const described = manifest.post.description;
  const duties = [
    creditsOf(manifest)
      .filter((credit) => !described.includes(credit))
      .join('\n'),
    disclosuresOf(manifest).join(' '),
  ].filter((part) => part !== '');
  const room = (fixedParts: readonly string[]) =>
    caption.maxLength - sizeOf(fixedParts.map((part) => `\n\n${part}`).join(''), caption.unit);
  if (room(duties) < -2) {
    throw new InvalidInputError('the post', [
      {
        path: 'video.manifest.rights',
        message: `needs credits and disclosures longer than the ${caption.maxLength} ${caption.unit} ${platform} takes; use fewer works that must be credited`,
      },
    ]);
  }
  const tags = manifest.post.hashtags.slice(0, hashtags.max).join(' ');
  const withTags = [...duties, tags].filter((part) => part !== '');
  const fixed = room(withTags) >= 0 ? withTags : duties;
  return [shorten(described, room(fixed), caption.unit), ...fixed].filter((part) => part !== '').join('\n\n');
}
