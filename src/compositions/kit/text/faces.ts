import type {Theme} from '../../../schema/index.ts';
import type {Face} from './text-layout.ts';

/** The face of headlines and numerals. */
export function displayFace({type}: Theme): Face {
  const {family, weight, tracking, lineHeight} = type.display;
  return {family, weight, tracking, lineHeight};
}

/** The face of supporting sentences. */
export function textFace({type}: Theme): Face {
  return {...type.text, lineHeight: 1.32};
}

/** The face of labels, sources and names. */
export function labelFace({type}: Theme): Face {
  return {...type.label, lineHeight: 1.25};
}
