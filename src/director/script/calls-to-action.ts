import type {Brief} from '../../schema/index.ts';
import type {Platform} from '../../platforms/index.ts';

/** The last line of a script: one ask, short, after the payoff. */
export interface CallToAction {
  readonly spoken: string;
  readonly onScreenText: string;
  readonly label: string;
  readonly emphasis: readonly string[];
}

type Goal = NonNullable<Brief['goal']>;

const where: Readonly<Record<Platform, string>> = {
  tiktok: 'caption',
  youtube: 'description',
  instagram: 'caption',
};

/** Shelves that `on` does not fit. */
const shelves: Readonly<Record<string, string>> = {
  'Local news': ' local news',
  Home: ' for the home',
  Travel: ' travel ideas',
};

/**
 * Asks for one thing. A sensitive story gets nothing but its source. Nothing here begs for likes, tags or comments by
 * the word: platforms demote that, spoken bait included.
 * @param options.list a list or steps, which people save
 * @param options.source `linked`: the post can link to it; `named`: it can be credited only; null: there is none
 */
export function createCta(options: {
  platform: Platform;
  goal?: Goal | undefined;
  label: string;
  list: boolean;
  sensitive: boolean;
  source: 'linked' | 'named' | null;
}): CallToAction {
  const place = where[options.platform];
  const source: CallToAction =
    options.source === 'linked'
      ? {
          spoken: `Full story linked in the ${place}.`,
          onScreenText: `Full story in the ${place}`,
          label: 'Source',
          emphasis: ['story'],
        }
      : {
          spoken: `Source in the ${place}.`,
          onScreenText: 'Check the source',
          label: 'Source',
          emphasis: ['source'],
        };
  if (options.sensitive && options.source !== null) return source;
  const goal = options.sensitive ? 'follow' : (options.goal ?? (options.list ? 'save' : 'follow'));
  const verb = options.platform === 'youtube' ? 'Subscribe' : 'Follow';
  if (goal === 'source' && options.source !== null) return source;
  if (goal === 'save') {
    return options.platform === 'youtube'
      ? {
          spoken: 'Save it to a playlist for later.',
          onScreenText: 'Save it for later',
          label: 'Save',
          emphasis: ['Save'],
        }
      : {
          spoken: 'Save this for later.',
          onScreenText: 'Keep it for later',
          label: 'Save',
          emphasis: ['later'],
        };
  }
  if (goal === 'comment')
    return {
      spoken: 'Which part surprised you most?',
      onScreenText: 'Your turn',
      label: 'Comment',
      emphasis: ['turn'],
    };
  if (goal === 'visit') {
    return options.platform === 'youtube'
      ? {
          spoken: 'You’ll find the link in the description.',
          onScreenText: 'Link in the description',
          label: 'Visit',
          emphasis: ['Link'],
        }
      : {
          spoken: 'You’ll find the link in the bio.',
          onScreenText: 'Link in bio',
          label: 'Visit',
          emphasis: ['Link'],
        };
  }
  const more = shelves[options.label] ?? (options.label === '' ? '' : ` on ${options.label.toLowerCase()}`);
  return {
    spoken: `${verb} for more${more}.`,
    onScreenText:
      more === ''
        ? verb === 'Subscribe'
          ? 'Subscribe for more videos'
          : 'Follow along'
        : `${verb} for more`,
    label: verb,
    emphasis: [verb],
  };
}
