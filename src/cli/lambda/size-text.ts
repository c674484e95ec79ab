/** How many and how large, as people read it. */
export const sizeText = ({count, bytes}: {readonly count: number; readonly bytes: number}) =>
  `${count.toLocaleString('en')} (${(bytes / 1e6).toFixed(1)} MB)`;
