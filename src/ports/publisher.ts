import type {Platform} from '../platforms/index.ts';
import type {Publication, Video} from '../schema/index.ts';

export interface PublishRequest {
  readonly video: Video;
  readonly platform: Platform;
  /** When the post should go out; now when null. */
  readonly at: Date | null;
  readonly signal: AbortSignal;
}

/** Posts finished videos, or lays them ready. Users call `publish`. */
export interface Publisher {
  readonly name: string;
  /** Platforms it can post to. */
  readonly platforms: readonly Platform[];
  doPublish(request: PublishRequest): Promise<Publication>;
}
