export {pictureFolder} from './folder.ts';
export type {PictureFolderOptions} from './folder.ts';
export {gatherAssets} from './gather.ts';
export type {GatherOptions, MediaFailure} from './gather.ts';
export {generatedPictures} from './generated.ts';
export {openMediaCache} from './media-cache.ts';
export type {MediaCache, MediaCacheOptions} from './media-cache.ts';
export {recentMedia} from './recent.ts';
export type {RecentMediaOptions} from './recent.ts';
