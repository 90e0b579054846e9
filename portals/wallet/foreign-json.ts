import { LIMITS } from './limits.ts';

/** JSON of somebody else's: `undefined` if it is none, or nested deeper than `LIMITS.depth`. */
export function parseForeignJson(text: string): unknown {
  if (depthOf(text) > LIMITS.depth) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Brackets outside of strings; exact for JSON, and for what is none it does not matter. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}
