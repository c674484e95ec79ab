/** An id from a topic and a length: letters, digits and hyphens, whatever the language. */
export function scriptId(topic: string, seconds: number): string {
  const slug = topic
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, '');
  return `${slug || 'script'}-${Math.round(seconds)}s`;
}
