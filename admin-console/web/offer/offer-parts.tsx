import { Catalogue } from './catalogue/catalogue.tsx';
import { placeOfFault } from './model/fault-places.ts';
import { PLACE_PARTS } from './place/place-parts.ts';
import { TakeOver } from './take-over/take-over.tsx';
import { partHref, type Work } from './work.ts';

const SERVICES = 'catalogue';
const TAKE_OVER = 'take-over';

interface Props {
  readonly work: Work;
  readonly part: string | null;
  /** Location from which something is taken over. */
  readonly from: string | null;
}

/** The services of a place, one part of what else is said about it, or what other locations have. */
export function OfferParts({ work, part, from }: Props) {
  const { say } = work.desk;
  // What a municipality has is at all its locations: there is nothing to take over for it.
  const mayTakeOver = work.place.scope !== 'tenant' && !work.isReadOnly;
  const names = [SERVICES, ...Object.keys(PLACE_PARTS), ...(mayTakeOver ? [TAKE_OVER] : [])];
  const open = part !== null && names.includes(part) ? part : SERVICES;
  const Shown = PLACE_PARTS[open];
  const faulty = new Set(
    work.edited.faults
      .map((fault) => placeOfFault(work.files, fault))
      .map((place) => (place?.service == null ? place?.part : SERVICES)),
  );
  return (
    <>
      <nav class="parts" aria-label={say('offer.parts.place')}>
        {names.map((name) => (
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
      {open === TAKE_OVER ? (
        <section class="panel" aria-label={say(`offer.part.${open}`)}>
          <TakeOver work={work} from={from} />
        </section>
      ) : Shown ? (
        <section class="panel" aria-label={say(`offer.part.${open}`)}>
          <Shown work={work} />
        </section>
      ) : (
        <Catalogue work={work} />
      )}
    </>
  );
}
