import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { SealRequest } from '../../../portals/fit-connect/sealing/seal.ts';
import { dataValue } from '../forms/display-value.ts';
import type { FormPage } from '../forms/values.ts';
import type { Application } from './application.ts';

/** Ids that no field of a configured form can have: theirs hold no dot. */
const CHANNEL = 'reply.channel';
const ADDRESS = 'reply.address';
const NOTICE = 'reply.notice';
const E_MAIL = 'email';
const POST = 'post';

const BASE = { required: true, ifAny: false, locked: false } as const;

const channelFields: readonly FieldDefinition[] = [
  {
    ...BASE,
    id: CHANNEL,
    type: 'choice',
    label: 'session.reply.channel',
    options: [
      { value: E_MAIL, label: 'session.reply.channel.email' },
      { value: POST, label: 'session.reply.channel.post' },
    ],
  },
  {
    ...BASE,
    id: ADDRESS,
    type: 'email',
    label: 'session.reply.address',
    hint: 'session.reply.address.hint',
    visibleIf: { field: CHANNEL, equals: E_MAIL },
  },
];
const noticeField: FieldDefinition = {
  ...BASE,
  id: NOTICE,
  type: 'yes-no',
  label: 'session.reply.notice',
  hint: 'session.reply.notice.hint',
};

/**
 * The one page on how the authority answers; `null` if there is nothing to ask. Of the channels that exist, a terminal can
 * fill in e-mail: the handle of a DeutschlandID mailbox is told by a login there only.
 * @param channels that the authority offers
 */
export function replyPage({ answers, notice }: ServiceDefinition, channels: readonly string[]): FormPage | null {
  const fields = [
    ...(answers === 'choose' && channels.includes('eMail') ? channelFields : []),
    ...(notice === 'ask' ? [noticeField] : []),
  ];
  return fields.length === 0 ? null : { id: 'reply', title: 'session.reply.title', fields };
}

/** The service with that page as its only form, for the machine and the rules of forms. */
export function replyForm(service: ServiceDefinition, { replyChannels }: Application): ServiceDefinition | null {
  const page = replyPage(service, replyChannels);
  return page && { ...service, form: [page] };
}

/** What the metadata say of the answer; by post, and not asked, is left out. @param today ISO date */
export function replyOf(
  service: ServiceDefinition,
  application: Application,
  today: string,
): Pick<SealRequest, 'replyChannel' | 'digitalNotice'> {
  const page = replyPage(service, application.replyChannels);
  const form = page ? [page] : [];
  const fields = page?.fields ?? [];
  const answerOf = (id: string) => {
    const field = fields.find((candidate) => candidate.id === id);
    return field && dataValue(field, { service: { form }, values: application.values, today });
  };
  const [address, notice] = [answerOf(ADDRESS), answerOf(NOTICE)];
  return {
    ...(answerOf(CHANNEL) === E_MAIL && typeof address === 'string' && { replyChannel: { eMail: { address } } }),
    ...(typeof notice === 'boolean' && { digitalNotice: notice }),
  };
}
