import {builtins} from './builtins.ts';
import {registerTemplates} from './register.tsx';

// Remotion's command line looks for the word registerRoot in an entry file; it is called in there.
registerTemplates(builtins);
