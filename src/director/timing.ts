export {paceOf, pauses, secondsOf, secondsOfScript, styles} from '../quality/speech-time.ts';
