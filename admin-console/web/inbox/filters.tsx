import { CAUSES } from '../../contract/alerting/causes.ts';
import type { Desk } from '../frame/desk.ts';
import { hrefOf, replacePlace } from '../router.ts';
import { Labelled } from '../terminal/command-form.tsx';

interface Props {
  readonly desk: Desk;
  readonly query: URLSearchParams;
}

const SEVERITIES = ['urgent', 'soon', 'note'] as const;
/** In the address: nobody's. The hub takes an empty name for it. */
const NOBODY = '-';

/** What stands in the address, as the hub takes it. A cause may be named with its device and reason behind it. */
export function filterOf(query: URLSearchParams): Readonly<Record<string, string>> {
  const [terminal, severity, assignee] = ['terminal', 'severity', 'assignee'].map((name) => query.get(name));
  const cause = query.get('cause')?.split('.')[0];
  return {
    ...(terminal && { terminal }),
    ...(severity && { severity }),
    ...(cause && { cause }),
    ...(assignee && { assignee: assignee === NOBODY ? '' : assignee }),
  };
}

/** Which alerts are shown; it stands in the address. */
export function Filters({ desk: { say, session }, query }: Props) {
  const choose = (name: string, value: string) =>
    replacePlace(hrefOf('inbox', null, { ...Object.fromEntries(query), [name]: value }));
  const choices = {
    severity: SEVERITIES.map((severity) => ({ value: severity as string, label: say(`severity.${severity}`) })),
    assignee: [
      { value: session.name, label: say('inbox.mine') },
      { value: NOBODY, label: say('inbox.nobodys') },
    ],
    cause: Object.keys(CAUSES).map((cause) => ({ value: cause, label: say(`cause.${cause}`) })),
  };
  return (
    <div class="filters">
      {Object.entries(choices).map(([name, options]) => (
        <Labelled key={name} label={say(`inbox.filter.${name}`)}>
          {(id) => (
            <select
              id={id}
              value={(name === 'cause' ? query.get(name)?.split('.')[0] : query.get(name)) ?? ''}
              onChange={(event) => choose(name, event.currentTarget.value)}
            >
              <option value="">{say('inbox.filter.all')}</option>
              {options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ))}
    </div>
  );
}
