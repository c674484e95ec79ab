/** Bundlers turn a font file into its URL. */
declare module '*.woff2' {
  const url: string;
  export default url;
}

// Bundlers read JSON without being told to; Node, which wants an import attribute, never loads these.
declare module '@fontsource-variable/noto-sans-jp/unicode.json' {
  const ranges: Readonly<Record<string, string>>;
  export default ranges;
}
declare module '@fontsource-variable/noto-sans-kr/unicode.json' {
  const ranges: Readonly<Record<string, string>>;
  export default ranges;
}
declare module '@fontsource-variable/noto-sans-sc/unicode.json' {
  const ranges: Readonly<Record<string, string>>;
  export default ranges;
}
declare module '@fontsource-variable/noto-sans-tc/unicode.json' {
  const ranges: Readonly<Record<string, string>>;
  export default ranges;
}
