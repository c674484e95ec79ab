import {ViralError, type ViralErrorOptions} from '../errors.ts';

/** A call of a model that gave no answer. */
export class ModelError extends ViralError {
  override readonly name = 'ModelError';
  /** Whether the service may have done the work, and so bill it, although no answer came. */
  readonly maySpend: boolean;

  constructor(message: string, options: ViralErrorOptions & {readonly maySpend?: boolean} = {}) {
    super('model-failed', message, options);
    this.maySpend = options.maySpend ?? false;
  }
}
