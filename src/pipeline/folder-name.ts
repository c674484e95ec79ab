/** A folder name from a title: lower-case ASCII words, at most 48 characters, never empty. */
export function folderNameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (longer.length > 48) break;
    name = longer;
  }
  return name === '' ? 'video' : name;
}
