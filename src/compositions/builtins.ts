import type {Template} from './contract.ts';
import {stepsTemplate} from './Steps/index.tsx';
import {timelineTemplate} from './Timeline/index.tsx';
import {countdownTemplate} from './Countdown/index.tsx';
import {dataTemplate} from './Data/index.tsx';
import {footageTemplate} from './Footage/index.tsx';
import {headlineTemplate} from './Headline/index.tsx';
import {newsTemplate} from './News/index.tsx';
import {productTemplate} from './Product/index.tsx';
import {quizTemplate} from './Quiz/index.tsx';
import {quoteCardTemplate} from './QuoteCard/index.tsx';
import {versusTemplate} from './Versus/index.tsx';

/** The templates that come with the package. */
export const builtins: readonly Template[] = [
  headlineTemplate,
  countdownTemplate,
  stepsTemplate,
  timelineTemplate,
  footageTemplate,
  newsTemplate,
  quoteCardTemplate,
  versusTemplate,
  quizTemplate,
  productTemplate,
  dataTemplate,
];
