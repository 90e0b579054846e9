import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** A style sheet that holds this line gets the KERN tokens it names put in its place, and no others. */
const MARK = '/* @kern-tokens */';
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const DECLARATION = /(--kern-[\w-]+):\s*([^;{}]+);/g;
const REFERENCE = /var\((--kern-[\w-]+)\)/g;

/** The light theme's value of every token of `@kern-ux/native`: of `:root`, then of `.kern-light`, which overrides it. */
export function kernTokens(css: string): ReadonlyMap<string, string> {
  const base = new Map<string, string>();
  const light = new Map<string, string>();
  for (const [, selector = '', body = ''] of css.matchAll(RULE)) {
    if (!selector.includes(':root') && !selector.includes('.kern-light')) continue;
    for (const [, name = '', value = ''] of body.matchAll(DECLARATION)) {
      (selector.includes('.kern-light') ? light : base).set(name, value.replace(/\s+/g, ' '));
    }
  }
  return new Map([...base, ...light]);
}

/**
 * The declarations `css` needs, with those they refer to in turn.
 * @throws Error at build time if a token does not exist: a renamed token must not become an empty colour.
 */
export function neededTokens(css: string, tokens: ReadonlyMap<string, string>): string {
  const needed = new Map<string, string>();
  const collect = (text: string): void => {
    for (const [, name] of text.matchAll(REFERENCE)) {
      if (name === undefined || needed.has(name)) continue;
      const value = tokens.get(name);
      if (value === undefined) throw new Error(`@kern-ux/native has no token ${name}`);
      needed.set(name, value);
      collect(value);
    }
  };
  collect(css);
  return `:root {\n${[...needed].map(([name, value]) => `  ${name}: ${value};`).join('\n')}\n}`;
}

/** Keeps KERN's 340 kB style sheet out of the page: only the tokens are taken, and of them only those in use. */
export function kernTokensPlugin(): Plugin {
  return {
    name: 'kern-tokens',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('.css') || !code.includes(MARK)) return null;
      const file = createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.css');
      return { code: code.replace(MARK, neededTokens(code, kernTokens(readFileSync(file, 'utf8')))), map: null };
    },
  };
}
