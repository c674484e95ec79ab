/** Keeps plain JSON values for a while. A cache may lose anything at any time. */
export interface Cache {
  readonly name: string;
  /** `undefined` when it is not there or no longer alive. */
  doGet(key: string): Promise<unknown>;
  doSet(key: string, value: unknown, options: {readonly ttlInSeconds: number}): Promise<void>;
  doDelete?(key: string): Promise<void>;
  doClose?(): Promise<void>;
}
