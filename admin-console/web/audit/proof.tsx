import { useState } from 'preact/hooks';
import { ACCESS_ROUTES, type AuditProofView } from '../../contract/access/access.ts';
import { problemOf } from '../asking.ts';
import { ask } from '../hub-client.ts';
import { timeWords } from '../texts.ts';
import type { AuditDesk } from './audit-desk.ts';

type Proven = { readonly of: AuditProofView } | { readonly problem: string };

/** Computes every hash of the record anew, on demand, and says in a sentence whether it is whole. */
export function Proof({ desk }: { readonly desk: AuditDesk }) {
  const { say } = desk;
  const [proven, setProven] = useState<Proven | null>(null);
  const [isProving, setProving] = useState(false);
  const isEverywhere = desk.session.grants.some(
    ({ tenantId, permissions }) => tenantId === '*' && permissions.includes('audit.read'),
  );
  // The chain is one for the whole hub: who reads one tenant's part of it cannot follow it.
  if (!isEverywhere) return null;
  async function prove(): Promise<void> {
    setProving(true);
    const answer = await ask('GET', ACCESS_ROUTES.auditProof);
    setProving(false);
    setProven(answer.status === 200 ? { of: answer.body as AuditProofView } : { problem: problemOf(answer, say) });
  }
  return (
    <section class="panel proof" aria-labelledby="proof">
      <h2 id="proof">{say('proof.title')}</h2>
      <p>{say('proof.text')}</p>
      <button type="button" class="second" disabled={isProving} onClick={() => void prove()}>
        {say('proof.button')}
      </button>
      <p role="status" data-testid="proof">
        {isProving && say('proof.running')}
        {!isProving && proven && ('problem' in proven ? proven.problem : <Verdict desk={desk} proof={proven.of} />)}
      </p>
    </section>
  );
}

function Verdict({ desk: { say, language }, proof }: { readonly desk: AuditDesk; readonly proof: AuditProofView }) {
  const { from, to, since, broken } = proof;
  const count = new Intl.NumberFormat(language).format(to.seq - from.seq);
  const seq = new Intl.NumberFormat(language).format(broken?.seq ?? 0);
  const time = since === null ? '–' : timeWords(since, language, { status: null });
  return (
    <>
      <span class={`pill ${broken ? 'bad' : 'good'}`}>{say(broken ? 'proof.broken' : 'proof.whole')}</span>{' '}
      {broken ? say(`proof.fault.${broken.fault}`, { seq, time, count }) : say('proof.sentence', { time, count })}{' '}
      <span class="anchor">{say('proof.anchor', { seq: String(to.seq), hash: to.hash })}</span>
    </>
  );
}
