import {draftOf} from './prose/draft.ts';
import {readForWriting} from './embedded-writer.ts';
import {structureBeats} from './style/structure-beats.ts';
import {type MadeWith, withModel, type WriterOptions} from './writing.ts';
import {assignmentOf} from './model/assignment.ts';
import type {Span} from './model/fact-cards.ts';
import {groundsOf} from './model/grounds.ts';
import {planWithModel} from './model/plan.ts';
import {parseInput} from '../errors.ts';
import {type BriefInput, briefSchema, type StructureType} from '../schema/index.ts';

/** A statement a beat tells, and where it comes from; a point of the brief comes from nowhere else. */
export interface PlannedFact {
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface PlannedBeat {
  readonly purpose: string;
  readonly seconds: number;
  readonly facts: readonly PlannedFact[];
}

/** In which order a video tells what, before a line of it is written. */
export interface ContentPlan {
  readonly structure: StructureType;
  /** In one sentence; null where no model was asked. */
  readonly angle: string | null;
  /** What the video does not tell; null where no model was asked. */
  readonly leftOut: string | null;
  /** Between hook and ask. */
  readonly beats: readonly PlannedBeat[];
}

/** Chooses how a video is built. */
export interface ContentStructurer {
  /**
   * Chooses a structure for the material, platform and length, and deals the facts to its beats.
   * @throws InvalidInputError; ViralError `no-content`, `language-unsupported`, or the model's where nothing can stand in
   */
  structureContent(
    brief: BriefInput,
    options?: {readonly signal?: AbortSignal},
  ): Promise<MadeWith<ContentPlan>>;
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;

export function createContentStructurer(options: WriterOptions = {}): ContentStructurer {
  return {
    async structureContent(brief, {signal} = {}) {
      const parsed = parseInput(briefSchema, brief, 'the brief');
      return withModel<ContentPlan>(
        options,
        signal,
        async (asking) => {
          const assignment = await assignmentOf(parsed, options, signal);
          const grounds = groundsOf(assignment);
          const {plan} = await planWithModel(asking, assignment, grounds, 0);
          const byId = new Map(assignment.cards.map((card) => [card.id, card]));
          const bodySeconds = assignment.seconds * 0.8;
          return {
            structure: plan.structure,
            angle: plan.angle,
            leftOut: plan.leftOut,
            beats: plan.beats.map(({purpose, cards}) => ({
              purpose,
              seconds: round(bodySeconds / plan.beats.length),
              facts: cards.flatMap((id) => byId.get(id) ?? []).map(({text, spans}) => ({text, spans})),
            })),
          };
        },
        async () => {
          const reading = await readForWriting(parsed, options, signal);
          const draft = draftOf(reading, signal);
          const beats = structureBeats[draft.structure].slice(1, -1);
          const {seconds} = reading;
          return {
            structure: draft.structure,
            angle: null,
            leftOut: null,
            beats: draft.lines.map((line, index) => ({
              purpose:
                line.entry === null
                  ? (beats[Math.floor((index * beats.length) / draft.lines.length)]?.purpose ?? 'point')
                  : `${line.entry.step ? 'step' : 'item'} ${line.entry.n} of ${line.entry.total}`,
              seconds: round((seconds * 0.8) / draft.lines.length),
              facts: [
                {
                  text: line.text,
                  spans: line.from.map(({sourceId, block, start, end}) => ({sourceId, block, start, end})),
                },
              ],
            })),
          };
        },
      );
    },
  };
}
