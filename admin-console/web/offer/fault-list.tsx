import { faultWords } from '../../../config/check/fault-words.ts';
import { atName } from './fields/labelled.tsx';
import { placeOfFault } from './model/fault-places.ts';
import { wordsFor } from './model/texts.ts';
import { partHref, type Work } from './work.ts';

/** What has to be mended before somebody can release it, each with the way to its field. */
export function FaultList({ work }: { readonly work: Work }) {
  const { desk, edited, files } = work;
  const { say, language } = desk;
  if (edited.faults.length === 0) return null;
  return (
    <details class="faults" open data-testid="faults">
      <summary>{say.count('offer.faults', edited.faults.length)}</summary>
      <ul>
        {edited.faults.map((fault) => {
          const place = placeOfFault(files, fault);
          const service = place?.service ?? null;
          const title = service && wordsFor(files, files[fault.file]?.title as string | undefined, language);
          const words = faultWords(fault, language).wrong;
          return (
            <li key={`${fault.file} ${fault.path} ${fault.reason} ${fault.detail}`}>
              {title && <b>{title}: </b>}
              {place ? (
                <a href={partHref(work, { service, part: place.part, at: atName(place.file, place.path) })}>{words}</a>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
