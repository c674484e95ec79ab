import type {SourceBlock} from '../../schema/index.ts';

/** What one of the formats gave, before it is checked as a `SourceText`. */
export interface ReadText {
  readonly title?: string;
  readonly author?: string;
  readonly siteName?: string;
  /** As written; read by `timestampOf`. */
  readonly published?: string;
  readonly language?: string;
  readonly url?: string;
  readonly blocks: readonly SourceBlock[];
}
