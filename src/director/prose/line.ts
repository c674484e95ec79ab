import type {HookType, StructureType} from '../../schema/index.ts';
import type {Sentence} from '../source/material.ts';

/** One spoken line of the body with everything needed to make a scene of it. */
export interface Line {
  readonly text: string;
  /** Sentences it rests on; empty for a point the user gave. */
  readonly from: readonly Sentence[];
  readonly operations: readonly string[];
  /** Set for entries of a list and for steps. */
  readonly entry: {
    readonly n: number;
    readonly total: number;
    readonly step: boolean;
    readonly head: string;
  } | null;
}

/** A written body with its first line, before scenes are made of it. */
export interface Draft {
  readonly hook: {
    readonly type: HookType;
    readonly text: string;
    readonly from: readonly Sentence[];
    readonly onScreen: string | null;
    readonly operation: string;
  };
  readonly lines: readonly Line[];
  readonly structure: StructureType;
  /** The material holds less than the length asked for. */
  readonly exhausted: boolean;
  /** Steps were left out for length; the call to action says where they are. */
  readonly more: boolean;
}
