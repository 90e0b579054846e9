import { useState } from 'preact/hooks';
import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import { termsOf } from '../../contract/commands/command-kinds.ts';
import type { CommandBatchView, CommandPreview } from '../../contract/commands/commands.ts';
import { ALL, ROUTES } from '../../contract/routes.ts';
import { MOST_CHOSEN } from '../../contract/terminals/tags.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import { type Desk, may } from '../frame/desk.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import { CommandDialog, type CommandForm } from '../terminal/command-form.tsx';
import { OFFER, type OfferedKind } from '../terminal/command-offer.ts';
import { DEVICE_KINDS } from '../terminal/device-pictures.tsx';
import { Batch } from './batch.tsx';
import { BulkTags } from './bulk-tags.tsx';
import { type Choice, selectionsOf, sizeOf } from './list/choice.ts';
import { Preview } from './preview.tsx';

const OFFERED: readonly OfferedKind[] = Object.values(OFFER).flat();

/** What somebody wants to begin with: the next step of what needs a person. */
export interface FirstStep {
  readonly kind: CommandKind;
  readonly device: string | null;
}

interface Props {
  readonly desk: Desk;
  readonly choice: Choice;
  /** How many were found. */
  readonly total: number;
  readonly first: FirstStep | null;
  readonly onEnd: () => void;
}
/** What would be given, and whom it would reach. */
interface Planned {
  readonly kind: OfferedKind;
  readonly request: CommandForm;
  readonly preview: CommandPreview;
  readonly parts: readonly Part[];
}
/** The terminals of one tenant. */
interface Part {
  readonly tenantId: string;
  readonly selection: TerminalSelection;
}

/** One command to all that were chosen: what it would do is shown before it is given, and then how far it is. */
export function Bulk({ desk, choice, total, first, onEnd }: Props) {
  const { say, session, tenant } = desk;
  const [kind, setKind] = useState<OfferedKind | null>(OFFERED.find((one) => one === first?.kind) ?? null);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [given, setGiven] = useState<readonly CommandBatchView[]>([]);
  const tenants = session.tenants.map(({ id }) => id).filter((id) => tenant === ALL || id === tenant);
  const parts = selectionsOf(choice, tenants);
  const kinds = OFFERED.filter((one) => parts.every(({ tenantId }) => may(desk, termsOf(one).permission, tenantId)));

  async function preview(request: CommandForm): Promise<HubAnswer> {
    const { order } = request;
    const answers = await Promise.all(
      parts.map(({ tenantId, selection }) => ask('POST', ROUTES.commandBatchPreview(tenantId), { order, selection })),
    );
    const refused = answers.find(({ status }) => status !== 200);
    if (refused) return refused;
    const all = answers.map(({ body }) => body as CommandPreview);
    const whole = {
      reached: all.reduce((sum, { reached }) => sum + reached, 0),
      away: all.reduce((sum, { away }) => sum + away, 0),
      left: all.flatMap(({ left }) => left),
    };
    // A tenant in which nobody is reached is not asked.
    const reached = parts.filter((_, n) => (all[n]?.reached ?? 0) > 0);
    if (kind) setPlanned({ kind, request, preview: whole, parts: reached });
    setKind(null);
    return { status: 200, body: null, retryAfter: 0 };
  }
  async function give({ request, parts: reached }: Planned, spreadMs: number): Promise<HubAnswer | null> {
    const { id, ...asked } = request;
    const isOne = reached.length === 1;
    const answers = await Promise.all(
      reached.map(({ tenantId, selection }) =>
        ask('POST', ROUTES.commandBatches(tenantId), { ...asked, selection, spreadMs, ...(isOne && { id }) }),
      ),
    );
    setGiven(answers.filter(({ status }) => status === 200).map(({ body }) => body as CommandBatchView));
    setPlanned(null);
    return answers.find(({ status }) => status !== 200) ?? null;
  }
  return (
    <section class="bulk" aria-label={say('bulk.title')} data-testid="bulk">
      <p class="chosen">
        <b role="status">{say.count('bulk.chosen', sizeOf(choice, total))}</b>
        {choice.kind === 'some' && choice.ids.size >= MOST_CHOSEN && (
          <small>{say('bulk.most', { n: MOST_CHOSEN })}</small>
        )}
        <button type="button" class="second" onClick={onEnd}>
          {say('bulk.end')}
        </button>
      </p>
      {may(desk, 'fleet.command') && (
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
      )}
      {may(desk, 'fleet.arrange') && <BulkTags desk={desk} parts={parts} />}
      {kind && (
        <CommandDialog
          key={kind}
          say={say}
          kind={kind}
          devices={DEVICE_KINDS}
          device={first?.device ?? null}
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
          onGive={(spreadMs) => give(planned, spreadMs)}
          onCancel={() => setPlanned(null)}
        />
      )}
      {given.map((batch) => (
        <Batch key={batch.id} desk={desk} batch={batch} />
      ))}
    </section>
  );
}
