import { useState } from 'preact/hooks';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { ActForm } from '../forms.tsx';
import { ask } from '../hub-client.ts';
import type { Say } from '../texts.ts';
import { NewCodes } from './new-codes.tsx';

interface Props {
  readonly say: Say;
  readonly left: number;
  readonly onChanged: () => void;
}

export function RecoveryCodes({ say, left, onChanged }: Props) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <section class="panel" data-testid="recovery-codes">
      <h2>{say('account.codes')}</h2>
      <p>{say('account.codes.text')}</p>
      <p>
        <b>{say.count('account.codes.left', left)}</b>
      </p>
      <ActForm
        say={say}
        label={say('account.codes.make')}
        act={() => ask('POST', ACCESS_ROUTES.recoveryCodes, {})}
        done={({ body }) => {
          setCodes((body as { recoveryCodes: readonly string[] }).recoveryCodes);
          onChanged();
        }}
      />
      {codes && <NewCodes say={say} codes={codes} />}
    </section>
  );
}
