import { useState } from 'preact/hooks';
import { termsOf } from '../../contract/command-kinds.ts';
import type { CommandBatchView, CommandPreview } from '../../contract/commands.ts';
import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import { CommandDialog, type CommandForm } from '../terminal/command-form.tsx';
import { OFFER, type OfferedKind } from '../terminal/command-offer.ts';
import { DEVICE_KINDS } from '../terminal/device-pictures.tsx';
import { Batch } from './batch.tsx';
import { Preview } from './preview.tsx';

interface Props {
  readonly desk: Desk;
  /** Id → tenant. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly onEnd: () => void;
}
/** What would be given, and whom it would reach. */
interface Planned {
  readonly kind: OfferedKind;
  readonly request: CommandForm;
  readonly preview: CommandPreview;
}

/** One command to all that were chosen: what it would do is shown before it is given, and then how far it is. */
export function Bulk({ desk, chosen, onEnd }: Props) {
  const { say } = desk;
  const [kind, setKind] = useState<OfferedKind | null>(null);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [given, setGiven] = useState<readonly CommandBatchView[]>([]);
  const tenants = Map.groupBy([...chosen.keys()], (id) => chosen.get(id) ?? '');
  const kinds = Object.values(OFFER)
    .flat()
    .filter((one) => [...tenants.keys()].every((tenantId) => may(desk, termsOf(one).permission, tenantId)));
  const each = (work: (tenantId: string, selection: object) => Promise<HubAnswer>) =>
    Promise.all([...tenants].map(([tenantId, ids]) => work(tenantId, { by: 'ids', ids })));

  async function preview(request: CommandForm): Promise<HubAnswer> {
    const { order } = request;
    const answers = await each((tenantId, selection) =>
      ask('POST', ROUTES.commandBatchPreview(tenantId), { order, selection }),
    );
    const refused = answers.find(({ status }) => status !== 200);
    if (refused) return refused;
    const all = answers.map(({ body }) => body as CommandPreview);
    const whole = {
      reached: all.reduce((sum, { reached }) => sum + reached, 0),
      away: all.reduce((sum, { away }) => sum + away, 0),
      left: all.flatMap(({ left }) => left),
    };
    if (kind) setPlanned({ kind, request, preview: whole });
    setKind(null);
    return { status: 200, body: null, retryAfter: 0 };
  }
  async function give({ request }: Planned): Promise<HubAnswer | null> {
    const { id, ...asked } = request;
    const isOne = tenants.size === 1;
    const answers = await each((tenantId, selection) =>
      ask('POST', ROUTES.commandBatches(tenantId), { ...asked, selection, ...(isOne && { id }) }),
    );
    setGiven(answers.filter(({ status }) => status === 200).map(({ body }) => body as CommandBatchView));
    setPlanned(null);
    return answers.find(({ status }) => status !== 200) ?? null;
  }
  return (
    <section class="bulk" aria-label={say('bulk.title')} data-testid="bulk">
      <p class="chosen">
        <b>{say.count('bulk.chosen', chosen.size)}</b>
        <button type="button" class="second" onClick={onEnd}>
          {say('bulk.end')}
        </button>
      </p>
      <p class="field">
        <label for="bulk-kind">{say('bulk.what')}</label>
        <select
          id="bulk-kind"
          value=""
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? null)}
        >
          <option value="">{say('bulk.choose')}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {say(`command.${one}`)}
            </option>
          ))}
        </select>
      </p>
      {kind && (
        <CommandDialog
          key={kind}
          say={say}
          kind={kind}
          devices={DEVICE_KINDS}
          label={say('bulk.preview')}
          give={preview}
          onGiven={() => {}}
          onClosed={() => setKind(null)}
        />
      )}
      {planned && (
        <Preview
          say={say}
          kind={planned.kind}
          preview={planned.preview}
          onGive={() => give(planned)}
          onCancel={() => setPlanned(null)}
        />
      )}
      {given.map((batch) => (
        <Batch key={batch.id} desk={desk} batch={batch} />
      ))}
    </section>
  );
}
