import { faultWords } from '../../../config/check/fault-words.ts';
import type { ConfigurationFaultView } from '../../contract/configuration/configuration.ts';
import type { Desk } from '../frame/desk.ts';

interface Props {
  readonly desk: Desk;
  readonly faults: readonly ConfigurationFaultView[];
}

/** What keeps a draft from its release, and what would be right. */
export function Faults({ desk: { say, language }, faults }: Props) {
  if (faults.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="faults" data-testid="faults">
      <h2 id="faults">{say.count('faults.title', faults.length)}</h2>
      <p>{say('faults.text')}</p>
      <ul class="findings">
        {faults.map((fault) => {
          const { wrong, right } = faultWords(fault, language);
          return (
            <li key={`${fault.file} ${fault.path} ${fault.reason} ${fault.detail}`}>
              {wrong} <small>{right}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
