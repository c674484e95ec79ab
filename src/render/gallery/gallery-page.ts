import type {Aspect} from '../../platforms/index.ts';

/** One picture of the gallery. */
export interface GalleryPicture {
  readonly template: string;
  readonly theme: string;
  readonly aspect: Aspect;
  readonly scene: string;
  /** Path in the gallery's folder, with slashes. */
  readonly path: string;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `
  body { margin: 0; padding: 32px; background: #f4f3f0; color: #1b1a18; font: 16px/1.5 system-ui, sans-serif; }
  h1 { font-size: 28px; margin: 0 0 8px; }
  h2 { font-size: 21px; margin: 40px 0 4px; }
  h3 { font-size: 15px; margin: 20px 0 8px; font-weight: 600; color: #5d5a54; }
  .row { display: flex; gap: 12px; overflow-x: auto; padding-bottom: 8px; align-items: flex-start; }
  figure { margin: 0; flex: none; }
  figure img { display: block; height: 320px; border-radius: 6px; background: #ddd; }
  figcaption { font-size: 13px; color: #5d5a54; padding-top: 4px; }
  label { margin-right: 16px; }`;

const script = `
  for (const box of document.querySelectorAll('select')) box.onchange = () => {
    const [theme, aspect] = [...document.querySelectorAll('select')].map((each) => each.value);
    for (const row of document.querySelectorAll('[data-theme]'))
      row.hidden = (theme !== '' && row.dataset.theme !== theme) || (aspect !== '' && row.dataset.aspect !== aspect);
  };`;

function select(label: string, values: readonly string[]): string {
  const options = ['', ...values].map(
    (value) => `<option value="${escaped(value)}">${value === '' ? 'all' : escaped(value)}</option>`,
  );
  return `<label>${label} <select>${options.join('')}</select></label>`;
}

/** A page without anything from outside: a row of scenes for each template, theme and aspect. */
export function galleryPage(pictures: readonly GalleryPicture[]): string {
  const unique = (values: readonly string[]) => [...new Set(values)];
  const rows = unique(pictures.map(({template}) => template)).map((template) => {
    const own = pictures.filter((each) => each.template === template);
    const groups = unique(own.map(({theme, aspect}) => `${theme} ${aspect}`)).map((group) => {
      const [theme = '', aspect = ''] = group.split(' ');
      const figures = own
        .filter((each) => each.theme === theme && each.aspect === aspect)
        .sort((a, b) => a.path.localeCompare(b.path, 'en', {numeric: true}))
        .map(
          ({path, scene}) =>
            `<figure><a href="${escaped(path)}"><img loading="lazy" src="${escaped(path)}" alt="${escaped(`${template}, ${theme}, ${scene}`)}"></a><figcaption>${escaped(scene)}</figcaption></figure>`,
        );
      return `<div data-theme="${escaped(theme)}" data-aspect="${escaped(aspect)}"><h3>${escaped(theme)}, ${escaped(aspect)}</h3><div class="row">${figures.join('')}</div></div>`;
    });
    return `<h2>${escaped(template)}</h2>${groups.join('')}`;
  });
  const choices = [
    select('Theme', unique(pictures.map(({theme}) => theme))),
    select('Aspect', unique(pictures.map(({aspect}) => aspect))),
  ];
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Templates</title><style>${style}</style>
<h1>Templates</h1><p>${choices.join('')}</p>
${rows.join('\n')}
<script>${script}</script></html>
`;
}

/** Pictures that still can be made out side by side in the width of a page. */
const mostAbreast = 6;

/** Pictures side by side on white, in rows of equal length as far as they go, and the size of that in px. */
export function stripPage(pictures: readonly GalleryPicture[]): {
  readonly html: string;
  readonly width: number;
  readonly height: number;
} {
  const [wide, high, gap] = [252, 448, 12];
  const images = pictures.map(({path}) => `<img src="${escaped(path)}" width="${wide}" height="${high}">`);
  const rows = Math.ceil(pictures.length / mostAbreast);
  const columns = Math.ceil(pictures.length / rows);
  const grid = `margin:0;display:grid;grid-template-columns:repeat(${columns},${wide}px);gap:${gap}px;background:#fff`;
  return {
    html: `<!doctype html><meta charset="utf-8"><body style="${grid}">${images.join('')}`,
    width: columns * (wide + gap) - gap,
    height: rows * (high + gap) - gap,
  };
}
