import {styles as namedStyles} from '../director/index.ts';
import {embeddedReader} from '../embedded.ts';
import {InvalidInputError} from '../errors.ts';
import type {BriefInput, SourceText} from '../schema/index.ts';
import {readSource} from '../scrapers/read-source.ts';
import {oneOf, platformOf, secondsOf} from './choices.ts';
import type {Settings} from './settings.ts';
import {readStandardInput} from './standard-input.ts';

/** The options that say what a video is about and for whom, as typed. */
export interface BriefFlags {
  readonly topic?: string;
  readonly point?: readonly string[];
  /** One or, where a command takes several, a list. */
  readonly from?: string | readonly string[];
  readonly own?: boolean;
  readonly platform?: string;
  readonly language?: string;
  readonly seconds?: string;
  readonly style?: string;
  readonly audience?: string;
  readonly goal?: string;
  readonly paidBy?: string;
}

const maxSourceBytes = 10_000_000;
const goals = ['follow', 'comment', 'save', 'visit', 'source'] as const;

/** @throws InvalidInputError where nothing says what the video is about */
export function requireSubject({from, topic, point}: BriefFlags): void {
  if (from === undefined && topic === undefined && point === undefined) {
    throw new InvalidInputError('the call', [
      {path: '', message: 'needs --from FILE, URL or -, or --topic with one or more --point'},
    ]);
  }
}

/** What can be checked of the flags before anything is read. @throws InvalidInputError */
export function checkBriefFlags(flags: BriefFlags, settings: Settings): Omit<BriefInput, 'sources'> {
  const {topic, point, language, seconds, style, audience, goal, paidBy} = flags;
  const known = [...namedStyles, ...(settings.styles ?? []).map(({name}) => name)];
  return {
    platform: platformOf(flags.platform ?? settings.platform ?? 'tiktok'),
    ...(topic === undefined ? {} : {topic: topic.trim()}),
    ...(point === undefined ? {} : {points: [...point]}),
    ...(language === undefined ? {} : {language}),
    ...(seconds === undefined ? {} : {durationInSeconds: secondsOf(seconds)}),
    ...(style === undefined ? {} : {style: oneOf('--style', known, style)}),
    ...(audience === undefined ? {} : {audience}),
    ...(goal === undefined ? {} : {goal: oneOf('--goal', goals, goal)}),
    ...(paidBy === undefined ? {} : {paidBy}),
  };
}

async function readFrom(from: string, own: boolean, signal: AbortSignal): Promise<SourceText> {
  const reader = await embeddedReader();
  return from === '-'
    ? readSource(await readStandardInput(maxSourceBytes), {reader, signal, own})
    : readSource(from, {reader, signal, own});
}

/** The brief of a call, its sources read. @throws InvalidInputError; ViralError of reading */
export async function briefOf(
  flags: BriefFlags,
  settings: Settings,
  signal: AbortSignal,
): Promise<BriefInput> {
  const brief = checkBriefFlags(flags, settings);
  const places = flags.from === undefined ? [] : [flags.from].flat();
  const sources: SourceText[] = [];
  for (const place of places) {
    const source = await readFrom(place, flags.own === true, signal);
    const isTaken = sources.some(({id}) => id === source.id);
    sources.push(isTaken ? {...source, id: `${source.id.slice(0, 60)}-${sources.length + 1}`} : source);
  }
  return {...brief, ...(sources.length === 0 ? {} : {sources})};
}
