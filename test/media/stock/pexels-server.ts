import {found, key, stockServer, type Reply, type ServedClip, type StockServer} from './stock-server.ts';

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: {'content-type': 'application/json', ...headers},
  body: JSON.stringify(body),
});

/** Pexels video search: the key bare in `Authorization`, files with null sizes and streams among them. */
export function pexelsServer(clips: readonly ServedClip[]): Promise<StockServer> {
  return stockServer(clips, ({path, query, headers}, origin) => {
    if (headers.authorization !== key)
      return json(401, {status: 401, code: `Unauthorized ${headers.authorization ?? ''}`});
    if (path !== '/v1/videos/search') return json(404, {status: 404, code: 'Not Found'});
    const perPage = Number(query.get('per_page') ?? 15);
    const orientation = query.get('orientation');
    if (!query.get('query') || !(perPage >= 1 && perPage <= 80))
      return json(400, {status: 400, code: 'Bad Request'});
    if (orientation !== null && !['landscape', 'portrait', 'square'].includes(orientation))
      return json(400, {status: 400, code: 'Invalid orientation'});
    const shapeOf = ({width, height}: ServedClip) =>
      width === height ? 'square' : width < height ? 'portrait' : 'landscape';
    const videos = found(clips, query.get('query') ?? '')
      .filter((clip) => orientation === null || shapeOf(clip) === orientation)
      .slice(0, perPage)
      .map((clip) => ({
        id: clip.id,
        width: clip.width,
        height: clip.height,
        url: `https://www.pexels.com/video/${clip.words.replaceAll(' ', '-')}-${clip.id}/`,
        image: `${origin}/images/${clip.id}.jpg`,
        full_res: null,
        tags: [],
        duration: clip.seconds,
        user: {id: 1, name: clip.user ?? 'Ann Example', url: 'https://www.pexels.com/@ann'},
        video_files: [
          {
            id: 1,
            quality: 'hls',
            file_type: 'video/mp4',
            width: null,
            height: null,
            fps: null,
            link: `${origin}/files/${clip.id}.m3u8`,
          },
          {
            id: 2,
            quality: null,
            file_type: 'video/mp4',
            width: null,
            height: null,
            link: `${origin}/files/${clip.id}-x.mp4`,
          },
          {
            id: 3,
            quality: 'hd',
            file_type: 'video/mp4',
            width: clip.width,
            height: clip.height,
            fps: 25,
            link: `${origin}/files/${clip.id}.mp4`,
          },
          {
            id: 4,
            quality: 'uhd',
            file_type: 'video/mp4',
            width: clip.width * 4,
            height: clip.height * 4,
            fps: 25,
            link: `${origin}/files/${clip.id}-uhd.mp4`,
          },
        ],
        video_pictures: [{id: 1, picture: `${origin}/images/${clip.id}-1.jpg`, nr: 0}],
      }));
    return json(
      200,
      {
        page: 1,
        per_page: perPage,
        total_results: 8000,
        url: 'https://www.pexels.com/search/videos/x/',
        videos,
      },
      {'x-ratelimit-limit': '20000', 'x-ratelimit-remaining': '19684', 'x-ratelimit-reset': '1769904000'},
    );
  });
}
