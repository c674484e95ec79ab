export {publishFolder} from './folder.ts';
export type {PublishFolderOptions} from './folder.ts';
export {publish} from './publish.ts';
export type {PublishOptions} from './publish.ts';
