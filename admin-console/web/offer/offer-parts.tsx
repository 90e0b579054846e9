import { Catalogue } from './catalogue/catalogue.tsx';
import { placeOfFault } from './model/fault-places.ts';
import { PLACE_PARTS } from './place/place-parts.ts';
import { partHref, type Work } from './work.ts';

const SERVICES = 'catalogue';

/** The services of a place, or one part of what else is said about it. */
export function OfferParts({ work, part }: { readonly work: Work; readonly part: string | null }) {
  const { say } = work.desk;
  const open = part !== null && Object.hasOwn(PLACE_PARTS, part) ? part : SERVICES;
  const Shown = PLACE_PARTS[open];
  const faulty = new Set(
    work.edited.faults
      .map((fault) => placeOfFault(work.files, fault))
      .map((place) => (place?.service == null ? place?.part : SERVICES)),
  );
  return (
    <>
      <nav class="parts" aria-label={say('offer.parts.place')}>
        {[SERVICES, ...Object.keys(PLACE_PARTS)].map((name) => (
          <a
            key={name}
            href={partHref(work, { part: name === SERVICES ? null : name })}
            aria-current={name === open ? 'page' : undefined}
          >
            {say(`offer.part.${name}`)}
            {faulty.has(name) && <span class="pill bad">{say('offer.part.faulty')}</span>}
          </a>
        ))}
      </nav>
      {Shown ? (
        <section class="panel" aria-label={say(`offer.part.${open}`)}>
          <Shown work={work} />
        </section>
      ) : (
        <Catalogue work={work} />
      )}
    </>
  );
}
