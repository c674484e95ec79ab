import {Config} from '@remotion/cli/config';

// For the Studio and Remotion's own command line. The Node APIs do not read this file: src/render passes the
// same settings to every call.
Config.setEntryPoint('src/compositions/entry.tsx');
Config.setRspack(true);
Config.setVideoImageFormat('jpeg');
Config.setJpegQuality(92);
Config.setCodec('h264');
Config.setCrf(18);
Config.setPixelFormat('yuv420p');
Config.setColorSpace('bt709');
