/** A path without what is different in every run: ids, references. */
export const pathOf = (path: string): string =>
  path.replace(/\?.*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/)[\w-]{20,}|(?<=\/bills\/)[^/]+/gi, '*');
