import type { ServiceJudgement } from '../../contract/terminals/judgement.ts';
import { portalName } from '../findings.ts';
import type { Names } from '../frame/names.ts';
import type { Say } from '../texts.ts';

const LAMPS: Readonly<Record<ServiceJudgement['state'], 'good' | 'warn' | 'bad'>> = {
  usable: 'good',
  limited: 'warn',
  unusable: 'bad',
};

interface Props {
  readonly say: Say;
  readonly names: Names;
  readonly services: readonly ServiceJudgement[];
}

/** What people can do there now, and what is missing where they cannot. */
export const Services = ({ say, names, services }: Props) => (
  <ul class="lamps">
    {services.map(({ id, state, missing }) => (
      <li key={id} data-testid={`service-${id}`}>
        <span class={`lamp ${LAMPS[state]}`} aria-hidden="true" />
        <span class="what">{names.service(id)}</span>
        <span class="state">
          {say(`service.${state}`)}
          {missing.length > 0 && (
            <small>
              {missing
                .map(({ kind, subject }) => (kind === 'device' ? say(`device.${subject}`) : portalName(subject, say)))
                .join(', ')}
            </small>
          )}
        </span>
      </li>
    ))}
  </ul>
);
