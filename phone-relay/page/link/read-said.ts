import {
  FILE_REFUSALS,
  type PhonePage,
  type PhoneTask,
  type SessionSays,
} from '../../../portals/phone-relay/link/link-messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areTexts = (from: Fields, ...names: readonly string[]) => names.every((name) => typeof from[name] === 'string');
const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isPage = (page: unknown): page is PhonePage =>
  isObject(page) && areTexts(page, 'id') && (page.from === 'scanner' || page.from === 'phone');

function isTask(task: unknown): task is PhoneTask {
  if (!isObject(task)) return false;
  if (task.kind === 'checking' || task.kind === 'waiting') return true;
  return (
    task.kind === 'pages' &&
    areTexts(task, 'title') &&
    isCount(task.most) &&
    Array.isArray(task.pages) &&
    task.pages.every(isPage)
  );
}

/** What a message of the session says (`SessionSays`). @returns `null` for anything else */
export function readSaid(json: unknown): SessionSays | null {
  return isObject(json) && isSaid(json) ? (json as unknown as SessionSays) : null;
}

function isSaid(json: Fields): boolean {
  switch (json.say) {
    case 'task':
      return isTask(json.task) && areTexts(json, 'language') && typeof json.second === 'boolean';
    case 'taken':
      return areTexts(json, 'id', 'page');
    case 'refused':
      return areTexts(json, 'id') && FILE_REFUSALS.some((reason) => reason === json.reason);
    case 'file':
      return areTexts(json, 'id', 'name', 'type', 'title') && isCount(json.size);
    case 'chunk':
      return areTexts(json, 'id');
    default:
      return false;
  }
}
