export type TextFormat = 'html' | 'markdown' | 'plain';

const byType: Readonly<Record<string, TextFormat>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
};

const byExtension: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  txt: 'plain',
  text: 'plain',
};

/** How a text is written: by its media type, else by the extension of its name, else by what stands in it. */
export function formatOf(
  text: string,
  {contentType, name}: {contentType?: string; name?: string},
): TextFormat {
  const extension = /\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  const named = byType[contentType ?? ''] ?? byExtension[extension];
  if (named) return named;
  const head = text.slice(0, 20_000);
  if (/^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|article|main|section|div|p|h1)\b/i.test(head))
    return 'html';
  const looksMarked =
    /^---\r?\n(?:[\w-]+:.*\r?\n)+---\r?$/m.test(head.slice(0, 2000)) ||
    /^#{1,6} \S/m.test(head) ||
    /\[[^\]\n]+\]\(https?:\/\/[^)\s]+\)/.test(head) ||
    /^```/m.test(head) ||
    /\*\*[^*\n]+\*\*/.test(head);
  return looksMarked ? 'markdown' : 'plain';
}
