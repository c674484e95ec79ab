export {publishFolder} from './folder.ts';
export type {PublishFolderOptions} from './folder.ts';
export {captionLength, postTextOf} from './post-text.ts';
export type {PostText} from './post-text.ts';
export {publish} from './publish.ts';
export type {PublishOptions} from './publish.ts';
