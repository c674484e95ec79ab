import {createRoot} from 'react-dom/client';
import {StoryboardPlayer, type AssetUrlResolver} from 'viral-video-generator/player';
import {storyboardSchema} from 'viral-video-generator/schema';
import tea from './stories/tea.json';
import teaInArabic from './stories/tea-in-arabic.json';

const arabic = new URLSearchParams(location.search).get('story') === 'arabic';
const storyboard = storyboardSchema.parse(arabic ? teaInArabic : tea);
document.documentElement.lang = storyboard.language;
document.documentElement.dir = arabic ? 'rtl' : 'ltr';

// A storyboard names its files by id. Where they lie is the app's business: a folder here, a bucket elsewhere.
const endings: Record<string, string> = {'image/svg+xml': 'svg', 'audio/mpeg': 'mp3'};
const assetUrl: AssetUrlResolver = (id, {mimeType}) => `./files/${id}.${endings[mimeType]}`;

function App() {
  const words = storyboard.scenes.flatMap((scene) => scene.words);
  return (
    <main>
      <div id="player">
        <StoryboardPlayer storyboard={storyboard} assetUrls={assetUrl} />
      </div>
      <article>
        <h1>{storyboard.title}</h1>
        <p>{words.map(({text}) => text).join(' ')}</p>
      </article>
    </main>
  );
}

const place = document.getElementById('app');
if (place) createRoot(place).render(<App />);
