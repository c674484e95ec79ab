import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createDirector} from '../../src/director/index.ts';
import type {Script} from '../../src/schema/index.ts';
import {fixture, sourceOf, scriptOrTooThin} from './markdown-source.ts';

const director = createDirector({clock: () => new Date('2026-06-10T09:00:00Z')});
const names = readdirSync(new URL('fixtures', import.meta.url)).map((name) => name.replace(/\.md$/, ''));

const write = (markdown: string, durationInSeconds?: number): Promise<Script> =>
  director.writeScript({
    sources: [sourceOf(markdown, 'planted')],
    ...(durationInSeconds === undefined ? {} : {durationInSeconds}),
  });
const spokenOf = (script: Script) => script.scenes.map((scene) => scene.spoken).join('\n');
const hookOf = (script: Script) => script.scenes[0]?.spoken;

const dangling =
  /\s(?:the|a|an|of|in|on|at|to|for|by|with|from|and|or|but|during|than|that|which|its|their|is|are|was|were|not)["”]?$/i;

describe.each(names)('the edit of %s', (name) => {
  it.each([20, 35])('reads like a person made it at %i s', async (durationInSeconds) => {
    const source = await fixture(name);
    const script = await scriptOrTooThin(director, {sources: [source], durationInSeconds});
    if (script === null) return expect(name).toBe('short-note');
    const [hook] = script.scenes;
    expect(hook?.spoken).not.toMatch(/one number|remember this number|IMMEDIATE RELEASE/i);
    expect(script.title.length).toBeLessThanOrEqual(60);
    expect(script.title).not.toMatch(/: .*\d|[<>]|…$/);
    expect(script.title.split(' ').length).toBeGreaterThanOrEqual(2);
    expect(script.description).not.toMatch(/^(?:One|First)[:,]/);
    expect(script.scenes.at(-1)?.spoken).not.toMatch(/stories like this/);
    if (durationInSeconds === 35 && script.writer.fit === 'fits') {
      expect(script.scenes.length).toBeGreaterThanOrEqual(5);
      expect(script.scenes.length).toBeLessThanOrEqual(9);
    }

    const statistics = script.scenes.filter((scene) => scene.kind === 'statistic');
    expect(statistics.length).toBeLessThanOrEqual(3);
    for (const scene of statistics) {
      expect(scene.label.length).toBeLessThanOrEqual(40);
      expect(scene.label).not.toMatch(/^(?:Since|Of|In|A|The|It|They|This|That|More than|Less than)\b/);
      expect(scene.label).not.toMatch(/\b(?:is|are|was|were|has|have|had|will|would|expects?|said)\b/);
      const figure = new Intl.NumberFormat('en', {
        minimumFractionDigits: scene.decimals,
        maximumFractionDigits: scene.decimals,
      }).format(scene.value);
      const before = scene.spoken.slice(0, Math.max(0, scene.spoken.indexOf(figure))).replace(/[$£€]$/, '');
      const hedge = /(about|around|nearly|almost|roughly|more than|over|less than|fewer than|under) $/i.exec(
        before,
      )?.[1];
      if (hedge) expect(scene.prefix, scene.spoken).toMatch(/^[~<>]/);
      expect(before).not.toMatch(/(?:up to|at least|at most) $/);
    }

    script.scenes.forEach((scene, index) => {
      const next = script.scenes[index + 1];
      if (scene.visual !== null && next) expect(next.visual).toBeNull();
      if (['statistic', 'comparison', 'quote', 'list-item', 'step', 'call-to-action'].includes(scene.kind))
        expect(scene.visual).toBeNull();
      if (scene.kind === 'call-to-action') return;
      const words = scene.onScreenText.replaceAll(/[“”]/g, '').split(/\s+/);
      // One common noun says nothing; a figure or a name may stand alone.
      if (words.length === 1) expect(scene.onScreenText).toMatch(/\d|^“?\p{Lu}\S*\p{Lu}/u);
      expect(words.length).toBeLessThanOrEqual(9);
      expect(scene.onScreenText).not.toMatch(dangling);
      expect(scene.onScreenText.length).toBeLessThanOrEqual(60);
      // A negation that stands beside the words shown is shown with them.
      const shown = words.filter((word) => word.length > 3).map((word) => word.toLowerCase());
      for (const [, before, after] of scene.spoken
        .toLowerCase()
        .matchAll(/(\p{L}{4,}) (?:not|never) (\p{L}{4,})/gu))
        if (shown.includes(before ?? '') && shown.includes(after ?? ''))
          expect(scene.onScreenText).toMatch(/\b(?:not|never)\b|n[’']t\b/i);
    });
  });
});

describe('news', () => {
  const story =
    '# Hill town to close main road to cars after rockfall\n\nVALDOR — Cars and lorries heavier than 3 tonnes will be kept off the main road of Valdor from May after inspectors found loose rock above two of the village’s four tunnels, the regional council said on Monday.\n\nDrivers who ignore the closure face fines of up to €400. The council expects the work to cost €12 million over two years.\n\nInspectors discovered the loose rock in March during a routine check. The hill town has 900 residents.\n\nThe closure will be reviewed in October 2027.';

  it('is told before its consequences, by whom it was said', async () => {
    const script = await write(story, 35);
    const spoken = spokenOf(script);
    expect(spoken).toContain('will be kept off the main road');
    expect(spoken).toMatch(/council said/);
    expect(spoken).toContain('That comes after inspectors found loose rock');
    const closure = spoken.indexOf('the closure');
    if (closure >= 0) expect(closure).toBeGreaterThan(spoken.indexOf('kept off'));
  });

  it('opens with its headline as a sentence', async () => {
    expect(hookOf(await write(story, 35))).toBe('A hill town is going to close the main road to cars.');
  });
});

describe('press releases', () => {
  const release =
    '# FOR IMMEDIATE RELEASE\n\nBrightwell Launches Solar Kettle With 20-Minute Boil\n\nLEEDS, 4 May 2026 -- Brightwell Ltd, a leading provider of camping gear, today announced the launch of the Dawn, a kettle that boils a litre of water in 20 minutes and folds flat.\n\nThe Dawn costs 49 pounds. Shops in nine countries have ordered the kettle.\n\n“People want tea without gas,” said Mina Cole, chief executive of Brightwell.\n\nThe kettle contains no battery. It goes on sale in July 2026.\n\nAbout Brightwell\n\nBrightwell makes camping gear.\n\n###';

  it('are told by their headline, with the news and without the praise', async () => {
    const script = await write(release);
    expect(script.title).not.toMatch(/release/i);
    expect(script.description).not.toMatch(/IMMEDIATE/);
    expect(script.hashtags.join(' ')).not.toMatch(/RELEASE/i);
    expect(spokenOf(script)).toContain('announced the launch of the Dawn.');
    expect(spokenOf(script)).not.toMatch(/leading provider/);
  });
});

describe('hooks from titles', () => {
  const body =
    '\n\nThe old mill pump lifted water for 80 years. Farmers used it until the river moved away.\n\nThe pump stands in a field today. Visitors come from six countries to see the wheel turn in the wind.\n\nA club of volunteers keeps the pump in order. They oil the wheel every spring.';

  it('say what a thing did', async () => {
    expect(hookOf(await write(`# The pump that lifted a river without fuel${body}`))).toBe(
      'This is the pump that lifted a river without fuel.',
    );
  });

  it('take a breath between two halves', async () => {
    expect(
      hookOf(await write(`# Village pumps are vanishing, and cheap diesel is part of the reason${body}`)),
    ).toBe('Village pumps are vanishing. And cheap diesel is part of the reason.');
  });

  it('tell a stranger’s first person of somebody else', async () => {
    const script = await write(`# I sold half of our tools and nothing bad happened${body}`);
    expect(hookOf(script)).toBe('Someone sold half of their team’s tools. And nothing bad happened.');
    expect(script.title).not.toMatch(/\b(?:I|our)\b/);
  });

  it('leave a headline alone whose articles the text does not show', async () => {
    expect(hookOf(await write(`# Gremlin to haunt turbine${body}`))).not.toMatch(/going to haunt/);
  });
});

describe('a blog about a team', () => {
  it('tells the turn and the outcome, and speaks of the team', async () => {
    const script = await write(
      '# We dropped our daily meeting and shipped faster\n\nTwo years ago our release took 14 days. Nobody liked the daily meeting. We sat in a small room and read lists to each other.\n\nSo last spring we dropped the meeting. We wrote short notes instead and read them after lunch.\n\n## What happened\n\nThe release now takes three days. The number of late fixes did not rise. Developers answer each other within an hour because the notes name one person for each question.\n\n## Would we do it again?\n\nWe kept one meeting a month for big questions. Some people missed the chat, and a plant died because nobody watered it.',
      30,
    );
    const spoken = spokenOf(script);
    expect(spoken).toMatch(/took 14 days/);
    expect(spoken).toMatch(/now takes three days/);
    expect(spoken).not.toMatch(/\b(?:we|our|us)\b/i);
  });
});

describe('compared figures', () => {
  it('carry the years the sentence gives, and say what was measured', async () => {
    const script = await write(
      '# Lake Orun\n\nLake Orun is a salt lake in the high plains of the north. Its level depends on melting snow.\n\nFrom 1970 to 2010, the salt in the lake rose from 8 grams per litre to 31 grams per litre. Fish vanished from the lake in those years.\n\nThe lake is a stop for cranes on their way south. A dam upstream was opened in 1968 to water cotton.',
      25,
    );
    const comparison = script.scenes.find((scene) => scene.kind === 'comparison');
    expect(comparison).toMatchObject({left: {label: '1970'}, right: {label: '2010'}});
    expect(comparison?.onScreenText).toMatch(/^Salt/);
  });

  it('stand as a series where each has its place', async () => {
    const script = await write(
      '# Street trees cool towns\n\nStreet trees cool towns more than anybody thought, a survey found. Under street trees, asphalt was 14% cooler in Leeds and 9% cooler in York.\n\nUnder street trees, noise levels were 12% lower in Leeds and 7% lower in York. The survey covered 300 streets.\n\nTowns plant street trees where people wait for buses. A street tree needs ten years to give shade.',
      25,
    );
    const statistic = script.scenes.find((scene) => scene.kind === 'statistic' && scene.series !== undefined);
    expect(statistic).toMatchObject({
      series: [
        {label: 'Leeds', value: 12},
        {label: 'York', value: 7},
      ],
    });
  });
});
