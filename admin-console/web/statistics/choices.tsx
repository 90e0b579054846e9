import { ROUTES } from '../../contract/routes.ts';
import type { Desk } from '../frame/desk.ts';
import { replacePlace } from '../router.ts';
import { type Asked, hrefWith, monthsToChoose } from './asked.ts';
import { Choice } from './choice.tsx';
import { COMPARED, monthWords } from './months.ts';

interface Props {
  readonly desk: Desk;
  readonly asked: Asked;
}

/** Of which months, which place and which service the page speaks, and with what it compares. */
export function Choices({ desk: { say, language, tenant, names }, asked }: Props) {
  const set = (change: Partial<Asked>) => replacePlace(hrefWith(asked, change));
  const months = monthsToChoose(new Date()).map((id) => ({ id, name: monthWords(id, language) }));
  const report = new URLSearchParams({ month: asked.to, language });
  return (
    <search class="filters">
      <Choice label={say('statistics.from')} value={asked.from} of={months} onChange={(from) => set({ from })} />
      <Choice label={say('statistics.to')} value={asked.to} of={months} onChange={(to) => set({ to })} />
      <Choice
        label={say('statistics.location')}
        value={asked.location ?? ''}
        none={say('statistics.location.all')}
        of={names.locations}
        onChange={(location) => set({ location: location || null })}
      />
      <Choice
        label={say('statistics.service')}
        value={asked.service ?? ''}
        none={say('statistics.service.all')}
        of={names.services}
        onChange={(service) => set({ service: service || null })}
      />
      <Choice
        label={say('statistics.compare')}
        value={asked.compare ?? ''}
        none={say('statistics.compare.none')}
        of={COMPARED.map((id) => ({ id, name: say(`statistics.compare.${id}`) }))}
        onChange={(value) => set({ compare: COMPARED.find((one) => one === value) ?? null })}
      />
      <p class="report">
        <a href={`${ROUTES.statisticsReport(tenant)}?${report}`} download={`${asked.to}.pdf`}>
          {say('statistics.report', { month: monthWords(asked.to, language) })}
        </a>
      </p>
    </search>
  );
}
