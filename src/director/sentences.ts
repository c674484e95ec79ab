export {splitSentences} from '../quality/sentences.ts';
