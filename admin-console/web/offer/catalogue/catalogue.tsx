import { useState } from 'preact/hooks';
import { Empty } from '../../frame/page.tsx';
import { Origin } from '../fields/labelled.tsx';
import { Movable } from '../fields/movable.tsx';
import { SITE } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { moveService, notOffered, offer, offered, takeOut } from '../model/services.ts';
import { wordsFor } from '../model/texts.ts';
import { goTo, partHref, type Work } from '../work.ts';
import { AddService } from './add-service.tsx';
import { ServiceLine } from './service-line.tsx';

/** What the place offers, in the order in which the terminal shows it, and what it could offer. */
export function Catalogue({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say, language } = desk;
  const [sought, setSought] = useState('');
  const titleOf = (id: string) => wordsFor(files, serviceOf(files, id)?.title, language) || id;
  const isFound = (id: string) => titleOf(id).toLowerCase().includes(sought.trim().toLowerCase());
  const here = offered(files);
  const others = notOffered(files).filter(isFound);
  return (
    <>
      <section class="catalogue" aria-labelledby="catalogue-title">
        <header>
          <h2 id="catalogue-title">{say('offer.catalogue')}</h2>
          <input
            type="search"
            value={sought}
            placeholder={say('offer.search')}
            aria-label={say('offer.search')}
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        </header>
        <Origin work={work} file={SITE} path={['services']} />
        {here.length === 0 && <Empty title={say('offer.empty')} text={say('offer.empty.text')} />}
        <Movable
          say={say}
          class="services"
          testId="catalogue"
          items={sought ? here.filter(isFound) : here}
          idOf={(id) => id}
          nameOf={titleOf}
          // Of a part of the list there is no order to change.
          isReadOnly={isReadOnly || sought !== ''}
          move={(from, to) => edit(moveService(from, to))}
        >
          {(id) => (
            <ServiceLine work={work} id={id}>
              {!isReadOnly && (
                <button
                  type="button"
                  class="second"
                  aria-label={say('offer.take-out.of', { name: titleOf(id) })}
                  onClick={() => edit(takeOut(id))}
                >
                  {say('offer.take-out')}
                </button>
              )}
            </ServiceLine>
          )}
        </Movable>
        {sought && here.every((id) => !isFound(id)) && <p class="muted">{say('offer.not-found')}</p>}
      </section>
      {others.length > 0 && (
        <section class="catalogue">
          <h2>{say('offer.others')}</h2>
          <p class="muted">{say('offer.others.text')}</p>
          <ul class="services">
            {others.map((id) => (
              <li key={id}>
                <ServiceLine work={work} id={id}>
                  {!isReadOnly && (
                    <button
                      type="button"
                      class="second"
                      aria-label={say('offer.offer.of', { name: titleOf(id) })}
                      onClick={() => edit(offer(id))}
                    >
                      {say('offer.offer')}
                    </button>
                  )}
                </ServiceLine>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isReadOnly && <AddService work={work} added={(id) => goTo(partHref(work, { service: id }))} />}
    </>
  );
}
