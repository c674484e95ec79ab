// The entry that registers the templates (Remotion looks for the word registerRoot: it is called inside).
import {builtins, registerTemplates} from 'viral-video-generator/compositions';
import {poster} from './poster.tsx';

registerTemplates([...builtins, poster]);
