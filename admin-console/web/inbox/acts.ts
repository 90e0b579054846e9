import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { ROUTES } from '../../contract/routes.ts';
import { ask, type HubAnswer } from '../hub-client.ts';

/** What a person does about an alert; each answers what the hub said. */
export const acknowledge = ({ tenantId, id }: EpisodeView, text = ''): Promise<HubAnswer> =>
  ask('POST', ALERTING_ROUTES.acknowledge(tenantId, id), { text });

/** @param assignee `null`: it is nobody's any more */
export const assign = ({ tenantId, id }: EpisodeView, assignee: string | null, text = ''): Promise<HubAnswer> =>
  ask('POST', ALERTING_ROUTES.assign(tenantId, id), { text, assignee });

export const comment = ({ tenantId, id }: EpisodeView, text: string): Promise<HubAnswer> =>
  ask('POST', ALERTING_ROUTES.comment(tenantId, id), { text });

/** This cause at this terminal is told again at the end of it, if it stands then. @param hours from now */
export function snooze(
  { tenantId, terminalId, cause }: EpisodeView,
  hours: number,
  reason: string,
): Promise<HubAnswer> {
  const from = Date.now();
  const scope = { kind: 'terminals', ids: [terminalId] };
  const until = from + hours * 3_600_000;
  return ask('POST', ALERTING_ROUTES.mutes(tenantId), { kind: 'snooze', scope, cause, from, until, reason });
}

/** Somebody has found out why this journal went back. */
export const explainJournal = ({ tenantId, terminalId }: EpisodeView): Promise<HubAnswer> =>
  ask('POST', ROUTES.journalExplained(tenantId, encodeURIComponent(terminalId)), {});
