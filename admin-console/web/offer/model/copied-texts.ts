import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { type FaultPlace, partOfPath } from './fault-places.ts';
import { type FileSet, type Path, serviceFile, textsFile } from './files.ts';
import { SOURCE } from './texts.ts';

/** A text of a new service that another one has word for word. */
export interface CopiedText extends Pick<FaultPlace, 'part' | 'path'> {
  readonly text: string;
  /** Id of the service that has it, too. */
  readonly from: string;
}

/**
 * What a copy still says of the service that it was made of. It is right often enough to be no fault, and wrong often
 * enough to be looked at: the receipt would name another service. Nothing for a service that was released before.
 */
export function copiedTexts(released: FileSet, files: FileSet, id: string): readonly CopiedText[] {
  if (released[serviceFile(id)] !== undefined) return [];
  const texts = (files[textsFile(SOURCE)] ?? {}) as Readonly<Record<string, string>>;
  const own = `services.${id}.`;
  const others = new Map<string, string>();
  for (const [key, text] of Object.entries(texts)) {
    const owner = /^services\.([^.]+)\./.exec(key)?.[1];
    if (owner !== undefined && owner !== 'common' && owner !== id && !others.has(text)) others.set(text, owner);
  }
  return keysIn(files[serviceFile(id)] ?? {})
    .filter(({ key }) => key.startsWith(own))
    .flatMap(({ key, path }) => {
      const text = texts[key];
      const from = text === undefined ? undefined : others.get(text);
      return text === undefined || from === undefined ? [] : [{ text, from, path, part: partOfPath(path) }];
    });
}

function keysIn(value: Json, path: Path = []): readonly { readonly key: string; readonly path: Path }[] {
  if (typeof value === 'string') return [{ key: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((part, n) => keysIn(part as Json, [...path, n]))
    : Object.entries(value).flatMap(([step, part]) => keysIn(part as Json, [...path, step]));
}
