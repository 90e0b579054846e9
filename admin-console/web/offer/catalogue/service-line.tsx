import type { ComponentChildren } from 'preact';
import { Icon } from '../fields/icon.tsx';
import { serviceFile } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import { euroWords } from '../money.ts';
import { originOf, partHref, type Work } from '../work.ts';

interface Props {
  readonly work: Work;
  readonly id: string;
  readonly children: ComponentChildren;
}

/** One service of a list: picture, title, what it costs, whether something is wrong, and what can be done with it. */
export function ServiceLine({ work, id, children }: Props) {
  const { files, desk, edited, place } = work;
  const { say, language } = desk;
  const service = serviceOf(files, id);
  if (!service) return <p>{say('offer.no-file', { id })}</p>;
  const faults = edited.faults.filter(({ file }) => file === serviceFile(id)).length;
  return (
    <div class="service-line" data-testid={`service-${id}`}>
      <Icon name={service.icon} />
      <div>
        <a href={partHref(work, { service: id })}>{wordsFor(files, service.title, language) || id}</a>
        <small>{say(`offer.category.${service.category}`)}</small>
      </div>
      <span class="price">
        {service.fee.kind !== 'fixed'
          ? say(`offer.fee.${service.fee.kind}.short`)
          : // While somebody writes it, there may be none.
            Number.isInteger(service.fee.cents)
            ? euroWords(service.fee.cents, language)
            : '–'}
      </span>
      <span class="marks">
        {faults > 0 && <span class="pill bad">{say.count('offer.faults.short', faults)}</span>}
        {originOf(work, serviceFile(id), []) === 'own' && <span class="pill">{say(`offer.own.${place.scope}`)}</span>}
      </span>
      {children}
    </div>
  );
}
