import type { ComponentChildren } from 'preact';
import { useView } from '../view.ts';

/** Labels with their values, as the session words them. */
export function Rows({ rows, children }: { readonly rows: readonly Row[]; readonly children?: ComponentChildren }) {
  const { words } = useView();
  return (
    <dl class="pairs">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value || <span class="muted">{words.t('review.empty')}</span>}</dd>
        </div>
      ))}
      {children}
    </dl>
  );
}

interface Row {
  readonly label: string;
  readonly value: string;
}
