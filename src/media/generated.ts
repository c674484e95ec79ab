import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ViralError} from '../errors.ts';
import type {MediaSource} from '../ports/index.ts';
import {hashOf, randomOf} from './picture/random.ts';
import type {Recipe} from './picture/recipe.ts';

/**
 * Draws abstract pictures in the colours of the theme: landscapes, patterns, maps. Each is this program's own work,
 * drawn by rules and not by a generative model. The wish chooses among fitting recipes, the seed arranges the picture;
 * the same request gives the same bytes.
 */
export function generatedPictures(): MediaSource {
  return {
    name: 'generated',
    async doFind({query, width, height, seed, index = 0, palette, directory, signal}) {
      const {paint, recipes} = await import('./picture/paint.ts');
      const recipe = choose(recipes, query, seed, index);
      const painted = await paint({
        recipe,
        width,
        height,
        palette,
        seed: `${seed}/${query}/${index}`,
        signal,
      });
      const file = join(
        directory,
        `generated-${hashOf(`${seed}/${query}/${index}/${recipe.name}`).toString(16)}.png`,
      );
      try {
        await writeFile(file, painted.bytes);
      } catch (cause) {
        throw new ViralError(
          'output-unwritable',
          `${file} could not be written; check the folder and the free space`,
          {cause},
        );
      }
      return {
        file,
        kind: 'image',
        mimeType: 'image/png',
        width: painted.width,
        height: painted.height,
        alt: recipe.alt,
        rights: {
          licence: 'own work',
          author: 'viral-video-generator',
          source: `drawn by rule: ${recipe.name}`,
          aiGenerated: false,
        },
      };
    },
  };
}

/** Recipes in an order that the seed decides, those that suit the wish first, one after the other through a video. */
function choose(recipes: readonly Recipe[], query: string, seed: string, index: number): Recipe {
  const random = randomOf(hashOf(seed.replace(/\/.*$/, '')));
  const order = [...recipes];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Recipe, order[at] as Recipe];
  }
  const scheduled = order[index % order.length] as Recipe;
  // A recipe that suits the wish may come early, but not so often that one article about the sea is all waves.
  const suiting = order.filter(({suits}) => suits.test(query.toLowerCase()));
  return index % 3 === 0
    ? (suiting[Math.floor(index / 3) % Math.max(1, suiting.length)] ?? scheduled)
    : scheduled;
}
