import { atName } from '../fields/labelled.tsx';
import { copiedTexts } from '../model/copied-texts.ts';
import { serviceFile } from '../model/files.ts';
import { serviceOf } from '../model/form.ts';
import { wordsFor } from '../model/texts.ts';
import { partHref, type Work } from '../work.ts';

/** More of them would push the form out of sight. */
const FEW = 8;

/** What a copied service still says of its original, each with the way to its field. */
export function CopiedTexts({ work, id }: { readonly work: Work; readonly id: string }) {
  const { files, desk, edited } = work;
  const { say, language } = desk;
  const copied = copiedTexts(edited.released, files, id);
  if (copied.length === 0) return null;
  const nameOf = (service: string) => wordsFor(files, serviceOf(files, service)?.title, language) || service;
  return (
    <details class="faults" open={copied.length <= FEW} data-testid="copied-texts">
      <summary>{say.count('offer.copied', copied.length)}</summary>
      <ul>
        {copied.map(({ text, from, part, path }) => (
          <li key={path.join('.')}>
            <a href={partHref(work, { service: id, part, at: atName(serviceFile(id), path) })}>{text}</a>{' '}
            <small>{say('offer.copied.from', { name: nameOf(from) })}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
