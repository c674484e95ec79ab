import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import {UnsuitableSourceError, ViralError} from '../../src/errors.ts';
import {article, fixture, sourceOf} from './markdown-source.ts';

const director = createDirector();

/** Texts that are no article, with the reason to be given. */
const cases: readonly (readonly [reason: string, name: string, markdown: string])[] = [
  ['too-short', 'a headline', '# Bridge closed\n\nThe bridge is closed until spring.'],
  ['too-short', 'a teaser', '# More rain\n\nRain again\n\nRead on for the forecast'],
  [
    'changelog',
    'a change log',
    '# Changelog\n\n## 2.1.0\n\n- Fix crash on empty input (#412)\n- Add option to skip files (#401)\n- Bump parser to 3.2.1\n\n## 2.0.0\n\n- Remove old API\n- Fix typo in docs (#388)\n\n## 1.9.0\n\n- Update dependencies',
  ],
  [
    'changelog',
    'release notes',
    '# Release notes for 4.2\n\n- Added dark mode to the settings page\n- Fixed a crash when a file is renamed\n- Improved start-up time\n- Removed support for version 1 files\n- Updated translations',
  ],
  [
    'fiction',
    'a short story',
    '# The lamp\n\nMara looked at the lamp again. It had not burned for years, and now it burned.\n\n“You lit it,” she whispered.\n\n“I did not,” said her brother. He stared at his hands as if they belonged to him no longer.\n\nShe turned to the window. Outside the sea was quiet, and nobody walked on the wall.\n\n“Then who?” she asked. He shrugged, and she knew that he was afraid.\n\nThey sat down beside the stove. She took his hand, and he let her.\n\n“Do you remember her voice?” he asked. She nodded and said nothing.',
  ],
  [
    'fiction',
    'a chapter in the first person',
    '# Chapter three\n\nI did not sleep that night. My father had come home with snow on his coat, and he had not said a word to me.\n\n“Eat,” my mother said. I looked at her and could not swallow.\n\nHe stared into the fire. I wanted to ask him where the dog was, but I knew the answer, and I hated him for it.\n\n“You should have told me,” I whispered.\n\nHe nodded slowly. “I should have told you many things,” he said, and then he stood up and went to bed.',
  ],
  [
    'dialogue',
    'an interview',
    '# A talk about bees\n\nQ: How many hives do you keep?\n\nA: About forty. It changes with the winter.\n\nQ: Do they sting?\n\nA: They do when I am clumsy. I am often clumsy.\n\nQ: What do you like about it?\n\nA: The smell. It is wax and smoke and honey, and it stays in the coat.',
  ],
  [
    'dialogue',
    'a transcript',
    '# Council meeting\n\n[00:00:05] Good evening to everybody who is here tonight.\n\n[00:00:12] We begin with the minutes of the last meeting.\n\n[00:00:31] Are there any objections to them? I see none.\n\n[00:00:44] Then we come to the bridge on Mill Lane.',
  ],
  [
    'menu',
    'a card of dishes',
    '# Trattoria\n\nTomato soup 6.50\n\nBread and oil 3.00\n\nPasta with sage 12.00\n\nGrilled trout 18.50\n\nLemon cake 5.00\n\nCoffee 2.50',
  ],
  [
    'menu',
    'navigation',
    '# Shop\n\n- Home\n- Pets\n- Log in\n\nHome › Pets › Cats › Toys\n\nNew arrivals\n\nGift cards\n\nStore finder',
  ],
  [
    'code',
    'program text',
    '# Code\n\nconst total = items.reduce((sum, item) => sum + item.price, 0);\n\nexport function add(a: number, b: number) { return a + b; }',
  ],
];

describe('a text that is no article', () => {
  it.each(cases)('is refused as %s: %s', async (reason, name, markdown) => {
    const failure = await director
      .writeScript({sources: [sourceOf(markdown, 'text')]})
      .catch((error: unknown) => error);
    expect(failure, name).toBeInstanceOf(UnsuitableSourceError);
    expect(failure).toMatchObject({code: 'no-content', reason, message: expect.stringContaining('points')});
    expect(ViralError.isInstance(failure)).toBe(true);
  });
});

describe('an article', () => {
  const names = (folder: string) =>
    readdirSync(new URL(folder, import.meta.url)).map((name) => name.replace(/\.md$/, ''));
  it('is never taken for one of them, whatever its kind', async () => {
    const sources = [
      ...(await Promise.all(names('articles').map(article))),
      ...(await Promise.all(names('fixtures').map(fixture))),
    ];
    for (const source of sources)
      await expect(director.writeScript({sources: [source]}), source.id).resolves.toBeDefined();
  }, 30_000);
});
