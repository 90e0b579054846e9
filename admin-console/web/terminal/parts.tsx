import { hrefOf } from '../router.ts';
import type { Say } from '../texts.ts';

/** What there is of one terminal, each on a page of its own below the same head. */
const PARTS = ['now', 'history', 'technics'] as const;
export type Part = (typeof PARTS)[number];

export const partOf = (query: URLSearchParams): Part => PARTS.find((part) => part === query.get('part')) ?? 'now';

export const Parts = ({ say, id, open }: { readonly say: Say; readonly id: string; readonly open: Part }) => (
  <nav class="parts" aria-label={say('terminal.parts')}>
    {PARTS.map((part) => (
      <a
        key={part}
        href={hrefOf('terminal', id, { part: part === 'now' ? null : part })}
        aria-current={part === open ? 'page' : undefined}
      >
        {say(`terminal.part.${part}`)}
      </a>
    ))}
  </nav>
);
