import { obeyActs } from '../obey-acts.ts';
import { type Agent, type AgentKey, connectAgent, makeAgentKey } from './agent.ts';

/**
 * MeshCentral's agents in a process of their own, told what to do by the same words as the simulated terminals.
 * `node simulated-agents.ts COUNT PORT`. Keys are made first: that is not what is measured.
 */
const [count = '0', port = ''] = process.argv.slice(2);
const keys: AgentKey[] = [];
const agents: Agent[] = [];
let lost = 0;
const nameOf = (index: number) => `BENCH-${String(index).padStart(5, '0')}`;
const close = (index: number) => agents[index]?.close();

for (let index = 0; index < Number(count); index++) keys.push(await makeAgentKey(nameOf(index)));
obeyActs({
  count: keys.length,
  async connect(index) {
    const key = keys[index] as AgentKey;
    agents[index] = await connectAgent({ port: Number(port), name: nameOf(index), key, onClose: () => void lost++ });
  },
  // The value names the agent and counts: the last one of the last agent shows that all were written.
  report: (index, nth) => agents[index]?.report(`report ${nth}`),
  freeze: close,
  kill: close,
  lost: () => lost,
  // Nothing of its kind.
  configured: () => Number.POSITIVE_INFINITY,
});
