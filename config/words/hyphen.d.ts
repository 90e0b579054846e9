/** The package has no types of its own. */
declare module 'hyphen/de/index.js' {
  const language: {
    hyphenateSync(text: string, options?: { readonly hyphenChar?: string; readonly minWordLength?: number }): string;
  };
  export default language;
}
