import type {Analysis, PerformanceInput, TrendingVideo} from '../../schema/index.ts';

/**
 * What a pattern database counts of a video that was analysed.
 * @returns null where nobody is known to have posted it: there is nothing to hold it against
 */
export function performanceOf(
  video: TrendingVideo,
  {hooks, structure}: Pick<Analysis, 'hooks' | 'structure'>,
  {own = false}: {readonly own?: boolean} = {},
): PerformanceInput | null {
  if (!video.author) return null;
  return {
    version: 1,
    platform: video.platform,
    videoId: video.videoId,
    account: video.author.id ?? video.author.name,
    category: video.category ?? null,
    hook: hooks[0]?.type ?? null,
    structure: structure?.type ?? null,
    publishedAt: video.publishedAt,
    readAt: video.scrapedAt,
    views: video.viewCount,
    ...(video.likeCount === undefined ? {} : {likes: video.likeCount}),
    ...(video.commentCount === undefined ? {} : {comments: video.commentCount}),
    ...(video.shareCount === undefined ? {} : {shares: video.shareCount}),
    ...(video.saveCount === undefined ? {} : {saves: video.saveCount}),
    own,
    title: video.title,
    url: video.url,
  };
}
