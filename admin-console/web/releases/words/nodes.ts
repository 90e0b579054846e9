import type { Say } from '../../texts.ts';
import type { OfferFiles, Parsed } from './offer-files.ts';

/** One side of a comparison, as far as names of things are looked up in it. */
export interface ComparedSide {
  readonly files: OfferFiles;
  /** The service or the site of which a value is a part. */
  readonly whole: Parsed;
  readonly say: Say;
  readonly language: string;
}

/** Says a value. @param key of the setting's own words; an enumeration has one below it for each value */
export type Sayer = (value: unknown, side: ComparedSide, key: string) => string;

/** How a place of the configuration is compared and said. What a setting is called stands in the locale file by its path. */
export type Node =
  /** Changes with something that is said already. */
  | { readonly kind: 'quiet' }
  /** Key of a text: what it says in each language is compared, wherever that has changed. */
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  /** @param unset what holds where nothing is said */
  | { readonly kind: 'value'; readonly say: Sayer; readonly unset?: unknown }
  /** Yes or no, each with a sentence of its own (`….true`, `….false`). */
  | { readonly kind: 'flag'; readonly unset: boolean }
  /** What only a machine reads: that it changed is all there is to say. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'parts'; readonly parts: Readonly<Record<string, Node>> }
  /** Things with a name of their own, told apart by `id`, whatever their order. */
  | {
      readonly kind: 'things';
      readonly of: Node;
      readonly id: string;
      /** Its name is enough to know it: what it is a part of need not be said. */
      readonly isKnownAlone?: true;
      readonly name: (thing: Parsed, side: ComparedSide, id: string) => string;
    }
  /** The same by key. */
  | {
      readonly kind: 'named';
      readonly of: Node;
      readonly name: (thing: unknown, side: ComparedSide, id: string) => string;
    };

export const quiet: Node = { kind: 'quiet' };
export const text: Node = { kind: 'text' };
export const texts: Node = { kind: 'texts' };
export const opaque: Node = { kind: 'opaque' };
export const flag = (unset: boolean): Node => ({ kind: 'flag', unset });
export const value = (say: Sayer, unset?: unknown): Node => ({ kind: 'value', say, unset });
export const parts = (all: Readonly<Record<string, Node>>): Node => ({ kind: 'parts', parts: all });
