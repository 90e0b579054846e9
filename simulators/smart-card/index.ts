export { plainCard, type VirtualCard } from './card.ts';
export { type DaemonFaults, type SimulatedDaemon, simulateDaemon } from './pcscd.ts';
