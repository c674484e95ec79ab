import {describe, expect, it} from 'vitest';
import {faultsOf} from '../../src/quality/claims/faults.ts';

describe('the place of an entry in its list', () => {
  it('is not a second figure of the source', () => {
    const line = 'Seven: the old song was played 7x more than the new one.';
    const source = 'The old song was played 7x more than the new one.';
    expect(faultsOf(line, source, {wording: 'cut', counts: new Set([7, 8])})).toEqual([]);
    expect(faultsOf(line.replace('7x', '9x'), source, {wording: 'cut', counts: new Set([7, 8])})).not.toEqual(
      [],
    );
  });
});
