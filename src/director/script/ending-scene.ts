import {createCta} from './calls-to-action.ts';
import type {Draft} from '../prose/line.ts';
import {creditable, type Reading} from '../source/reading.ts';
import type {ScriptInput} from '../../schema/index.ts';

/** The last scene of a script: its call to action, or where the steps are that did not fit. */
export function endingScene(draft: Draft, {brief, cta}: Reading): ScriptInput['scenes'][number] {
  const linked = draft.more && creditable(brief.sources ?? []) === 'linked';
  const ending = linked
    ? createCta({
        platform: brief.platform,
        goal: 'source',
        label: '',
        list: true,
        sensitive: false,
        source: 'linked',
      })
    : cta;
  const endingSpoken = linked
    ? ending.spoken.replace('Full story linked', 'The other steps are linked')
    : ending.spoken;
  return {
    kind: 'call-to-action',
    id: 'call-to-action',
    spoken: endingSpoken,
    onScreenText: linked ? ending.onScreenText.replace('Full story', 'More steps') : ending.onScreenText,
    emphasis: linked ? ['steps'] : [...ending.emphasis],
    visual: null,
    label: ending.label,
    trace: {claim: 'glue', spans: [], operations: ['call-to-action']},
  };
}
