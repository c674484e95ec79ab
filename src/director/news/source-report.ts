import {ViralError} from '../../errors.ts';
import type {SourceReading} from './source-reading.ts';

/** How a source did. */
export interface SourceReport {
  readonly source: string;
  /** `cached`: within the hour. `stale`: older, because asking failed. */
  readonly status: 'read' | 'cached' | 'stale' | 'failed';
  readonly items: number;
  /** Items that were turned away, and why, the first few. */
  readonly rejected: readonly string[];
  readonly degraded: readonly string[];
  readonly error?: {readonly code: string; readonly action: string; readonly message: string};
}

const told = (error: unknown) =>
  ViralError.isInstance(error)
    ? {code: error.code, action: error.action, message: error.message}
    : {code: 'internal', action: 'fatal', message: String(error).slice(0, 300)};

export function reportOf(source: string, outcome: PromiseSettledResult<SourceReading>): SourceReport {
  if (outcome.status === 'rejected') {
    return {source, status: 'failed', items: 0, rejected: [], degraded: [], error: told(outcome.reason)};
  }
  const {kept, status, error} = outcome.value;
  return {
    source,
    status,
    items: kept.items.length,
    rejected: kept.rejected,
    degraded: kept.degraded,
    ...(error === undefined ? {} : {error: told(error)}),
  };
}

/** What is thrown where no source gave anything. */
export function noNews(reports: readonly SourceReport[], errors: readonly unknown[]): ViralError {
  const mayPass = errors.some((error) => ViralError.isInstance(error) && error.action === 'retry');
  return new ViralError(
    'news-failed',
    ['No source gave any news:', ...reports.map(({error}) => `  ${error?.message ?? 'unknown'}`)].join('\n'),
    {action: mayPass ? 'retry' : 'fatal', cause: errors[0]},
  );
}
