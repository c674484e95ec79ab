import {defineConfig} from 'vite';

export default defineConfig({
  base: './', // the built page works from any folder of a server
});
