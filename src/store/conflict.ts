import {ViralError} from '../errors.ts';

/** Somebody else wrote first. */
export function conflict(collection: string, id: string, expected: number, found: number): ViralError {
  return new ViralError(
    'store-conflict',
    `${collection}/${id} is at revision ${found}, not ${expected}: somebody else wrote it meanwhile. Read it again and repeat.`,
    {action: 'retry'},
  );
}
