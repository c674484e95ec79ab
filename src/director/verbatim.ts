export {verbatimShareOf} from '../quality/verbatim.ts';
