import { useView } from '../view.ts';

interface Row {
  readonly label: string;
  readonly value: string;
}

/** Labels with their values, as the session words them. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const { words } = useView();
  return (
    <dl class="pairs">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value || <span class="muted">{words.t('review.empty')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
