export {pictureFolder} from './folder.ts';
export type {PictureFolderOptions} from './folder.ts';
export {gatherAssets} from './gather.ts';
export type {GatherOptions, MediaFailure} from './gather.ts';
export {generatedPictures} from './generated.ts';
