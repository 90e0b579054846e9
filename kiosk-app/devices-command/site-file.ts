import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SiteDefinition } from '../../config/schema/site.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { err, ok, type Result } from '../../foundation/result.ts';

export interface Place {
  readonly site: SiteDefinition;
  readonly siteFile: string;
  /** The terminal's data directory, where its lock lies. */
  readonly data: string;
}

export interface PlaceFault {
  readonly reason: 'no-site' | 'unreadable' | 'not-json' | 'invalid';
  readonly file: string;
  readonly detail: string;
}

/**
 * @param demo directory of a demo on this machine, whose site is meant if no other is named
 * @param data default: `terminal` beside the site file, as the demo has it
 */
export function findPlace(
  { site: named, data }: { readonly site: string | undefined; readonly data: string | undefined },
  demo: string,
): Result<Place, PlaceFault> {
  const siteFile = resolve(named ?? join(demo, 'site.json'));
  if (named === undefined && !existsSync(siteFile)) return err({ reason: 'no-site', file: siteFile, detail: '' });
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(siteFile, 'utf8'));
  } catch (thrown) {
    const reason = thrown instanceof SyntaxError ? 'not-json' : 'unreadable';
    return err({ reason, file: siteFile, detail: reason === 'unreadable' ? reasonOf(thrown) : '' });
  }
  const site = SiteDefinition.safeParse(raw);
  if (site.success) {
    return ok({ site: site.data, siteFile, data: resolve(data ?? join(dirname(siteFile), 'terminal')) });
  }
  const issue = site.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  return err({ reason: 'invalid', file: siteFile, detail: `${where} ${issue?.code ?? ''}`.trim() });
}
