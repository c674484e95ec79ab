import {Video} from '@remotion/media';
import {registerTemplates} from 'viral-video-generator/compositions';
import {videoBackground} from './template.tsx';

// Remotion looks for the word registerRoot in an entry; it is called in there.
registerTemplates([videoBackground(Video)]);
