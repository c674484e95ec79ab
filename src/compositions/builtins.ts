import type {Template} from './contract.ts';
import {headlineTemplate} from './Headline/index.tsx';

/** The templates that come with the package. */
export const builtins: readonly Template[] = [headlineTemplate];
