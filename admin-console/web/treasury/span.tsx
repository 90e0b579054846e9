import { type ClosingView, TREASURY_ROUTES } from '../../contract/treasury/treasury.ts';
import type { TreasuryDesk } from './money.ts';

/** Which closings are looked at; `null`: all. */
export interface SpanOfDays {
  readonly from: string;
  readonly to: string;
  readonly terminal: string | null;
  readonly payee: string | null;
}

interface Props {
  readonly desk: TreasuryDesk;
  readonly span: SpanOfDays;
  /** Of these days: what there is to choose from. */
  readonly closings: readonly ClosingView[];
  readonly onChange: (change: Partial<SpanOfDays>) => void;
}

/** Days, terminal and payee, and the exports of just these. */
export function Span({ desk: { say, tenant }, span, closings, onChange }: Props) {
  const { from, to, terminal, payee } = span;
  const asked = new URLSearchParams({ from, to, ...(terminal && { terminal }), ...(payee && { payee }) });
  const terminals = new Map(
    closings.map(({ terminalId, terminalName, location }) => [
      terminalId,
      [location, terminalName ?? terminalId].filter(Boolean).join(', '),
    ]),
  );
  const payees = new Map(closings.flatMap((one) => one.payees.map((each) => [each.payee, each.name] as const)));
  const day = (id: 'from' | 'to', value: string) => (
    <p class="field">
      <label for={id}>{say(`treasury.${id}`)}</label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={({ currentTarget }) => currentTarget.value && onChange({ [id]: currentTarget.value })}
      />
    </p>
  );
  const choice = (id: 'terminal' | 'payee', chosen: string | null, options: readonly (readonly [string, string])[]) => (
    <p class="field">
      <label for={id}>{say(`treasury.${id}`)}</label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={({ currentTarget }) => onChange({ [id]: currentTarget.value || null })}
      >
        <option value="">{say('treasury.all')}</option>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
  const withChosen = (options: readonly (readonly [string, string])[], chosen: string | null) =>
    chosen === null || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen] as const];
  return (
    <div class="filters">
      {day('from', from)}
      {day('to', to)}
      {choice('terminal', terminal, withChosen([...terminals].sort(byLabel), terminal))}
      {choice(
        'payee',
        payee,
        withChosen(
          [...payees].flatMap(([key, name]) => (key === null ? [] : [[key, name ?? key] as const])).sort(byLabel),
          payee,
        ),
      )}
      <p class="exports">
        <a href={`${TREASURY_ROUTES.csv(tenant)}?${asked}`} download={`kasse-${from}-${to}.csv`}>
          {say('treasury.csv')}
        </a>
        <a href={`${TREASURY_ROUTES.camt054(tenant)}?${asked}`} download={`kasse-${from}-${to}.zip`}>
          {say('treasury.camt054')}
        </a>
      </p>
    </div>
  );
}

const byLabel = ([, a]: readonly [string, string], [, b]: readonly [string, string]): number =>
  a.localeCompare(b, 'de');
