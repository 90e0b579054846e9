import { useId, useState } from 'preact/hooks';
import type { FimFault } from '../../../../config/fim/fim-form.ts';
import type { FimImport } from '../../../../config/fim/fim-import.ts';
import { fimFaultWords } from '../../../../config/fim/note-words.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { problemOf } from '../../asking.ts';
import { ask } from '../../hub-client.ts';
import { keepNotes } from '../fim-notes.ts';
import { addMadeService } from '../model/services.ts';
import type { Work } from '../work.ts';

interface Props {
  readonly work: Work;
  readonly added: (id: string) => void;
}

/** A service made of a file of the federal form catalogue. */
export function FimFile({ work, added }: Props) {
  const id = useId();
  const { desk, files, edit, place } = work;
  const { say, language } = desk;
  const [told, setTold] = useState('');
  const [isReading, setReading] = useState(false);
  async function read(file: File | undefined) {
    if (!file) return;
    setTold('');
    setReading(true);
    const answer = await ask('POST', ROUTES.configuration.fimImport(place.tenantId), { xml: await file.text() });
    setReading(false);
    if (answer.status !== 200) {
      const [, fault] = /^fim-(.+)$/.exec((answer.body as { reason?: string } | null)?.reason ?? '') ?? [];
      return setTold(fault ? fimFaultWords(fault as FimFault, language) : problemOf(answer, say));
    }
    const made = answer.body as FimImport;
    const service = addMadeService(files, made);
    keepNotes(place.tenantId, service.id, made.notes);
    edit(service.edit);
    added(service.id);
  }
  return (
    <details class="fim">
      <summary>{say('offer.fim')}</summary>
      <p class="muted">{say('offer.fim.text')}</p>
      <label for={id}>{say('offer.fim.file')}</label>{' '}
      <input
        id={id}
        type="file"
        accept=".xml,.json,application/xml,application/json"
        data-testid="fim-file"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      <p role="status">{isReading ? say('offer.fim.reading') : ''}</p>
      <p class="error" role="alert">
        {told}
      </p>
    </details>
  );
}
