import {found, key, stockServer, type Reply, type ServedClip, type StockServer} from './stock-server.ts';

const text = (status: number, body: string): Reply => ({
  status,
  headers: {'content-type': 'text/plain'},
  body: `[ERROR ${status}] ${body}`,
});

/** Pixabay video search: the key in the query, errors in plain text, the largest file often without an address. */
export function pixabayServer(clips: readonly ServedClip[]): Promise<StockServer> {
  return stockServer(clips, ({path, query}, origin) => {
    if (path !== '/api/videos/') return text(404, 'Page not found');
    if (query.get('key') !== key)
      return text(
        400,
        `Invalid or missing API key ${query.get('key') ?? ''} (https://pixabay.com/api/docs/).`,
      );
    const perPage = Number(query.get('per_page') ?? 20);
    if (!(perPage >= 3 && perPage <= 200)) return text(400, '"per_page" is out of valid range.');
    if ((query.get('q') ?? '').length > 100) return text(400, '"q" may not exceed 100 characters.');
    for (const name of query.keys()) {
      if (!['key', 'q', 'lang', 'safesearch', 'per_page', 'page', 'video_type', 'order'].includes(name))
        return text(400, `"${name}" is no parameter.`);
    }
    const none = {url: '', width: 0, height: 0, size: 0, thumbnail: ''};
    const hits = found(clips, query.get('q') ?? '')
      .slice(0, perPage)
      .map((clip) => ({
        id: clip.id,
        pageURL: `https://pixabay.com/videos/id-${clip.id}/`,
        type: 'film',
        tags: clip.words.replaceAll(' ', ', '),
        duration: clip.seconds,
        videos: {
          large: none,
          medium: {
            ...{url: `${origin}/files/${clip.id}.mp4`, width: clip.width, height: clip.height},
            ...{size: clip.bytes.length, thumbnail: `${origin}/images/${clip.id}.jpg`},
          },
          small: {
            ...{url: `${origin}/files/${clip.id}-small.mp4`, width: clip.width / 2, height: clip.height / 2},
            ...{size: clip.bytes.length, thumbnail: ''},
          },
          tiny: none,
        },
        ...{
          views: 1,
          downloads: 1,
          likes: 1,
          comments: 1,
          user_id: 7,
          user: clip.user ?? 'Ben Example',
          userImageURL: '',
        },
      }));
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '99',
        'x-ratelimit-reset': '60',
      },
      body: JSON.stringify({total: 900, totalHits: 500, hits}),
    };
  });
}
