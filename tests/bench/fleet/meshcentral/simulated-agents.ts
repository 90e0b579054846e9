import { type Clock, delay, systemClock } from '../../../../foundation/clock.ts';
import type { Act, Told } from '../messages.ts';
import { type Agent, type AgentKey, connectAgent, makeAgentKey } from './agent.ts';

/**
 * MeshCentral's agents in a process of their own, told what to do by the same words as the simulated terminals.
 * `node simulated-agents.ts COUNT PORT`. Keys are made first: that is not what is measured.
 */
const [count = '0', port = ''] = process.argv.slice(2);
const clock: Clock = systemClock;
const keys: AgentKey[] = [];
const agents: Agent[] = [];
let lost = 0;
const tell = (told: Told) => process.send?.(told);
const nameOf = (index: number) => `BENCH-${String(index).padStart(5, '0')}`;

async function connect(atOnce: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < keys.length) {
      const index = next++;
      const key = keys[index] as AgentKey;
      agents[index] = await connectAgent({ port: Number(port), name: nameOf(index), key, onClose: () => void lost++ });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** The value names the agent and counts: the last one of the last agent shows that all were written. */
async function reports(perSecond: number, seconds: number): Promise<number> {
  const begun = performance.now();
  let sent = 0;
  while (performance.now() - begun < seconds * 1_000) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond);
    for (; sent < due; sent++) agents[sent % agents.length]?.report(`report ${sent}`);
    await delay(clock, 5);
  }
  return sent;
}

process.on('message', async (act: Act) => {
  let sent = 0;
  switch (act.act) {
    case 'connect':
      await connect(act.atOnce);
      break;
    case 'report':
      sent = await reports(act.perSecond, act.seconds);
      break;
    case 'freeze':
    case 'kill':
      agents[act.index]?.close();
  }
  tell({ told: 'done', sent, lost });
});
process.on('disconnect', () => process.exit(0));
for (let index = 0; index < Number(count); index++) keys.push(await makeAgentKey(nameOf(index)));
tell({ told: 'ready' });
