import { type ConsoleLanguage, type Say, timeWords } from '../texts.ts';

/** Ends of names whose number is a time. */
const TIME = /(At|until|since|notBefore)$/i;
const LATER_THAN_1985 = 5e11;

/** What was done, in words; the name of a newer hub's act is shown as it came. */
export function actWords(act: string, say: Say): string {
  const [, given, kind] = /^(commands?\.given)\.(.+)$/.exec(act) ?? [];
  if (given && kind) return say(`act-of.${given}`, { what: say(`command.${kind}`) });
  const key = `act-of.${act}`;
  return say.has(key) ? say(key) : act;
}

/** Who did it: a person, a terminal, or whoever has the hub's machine. */
export function actorWords(actor: string, say: Say): string {
  const [, terminal] = /^terminal:(.+)$/.exec(actor) ?? [];
  if (terminal) return say('audit.terminal', { terminal });
  return actor === 'machine' ? say('audit.machine') : actor;
}

/** A value as people read it. @param path names of where it stands */
export function valueWords(value: unknown, path: string, say: Say, language: ConsoleLanguage): string {
  if (value === undefined || value === null || value === '') return say('audit-value.nothing');
  if (typeof value === 'boolean') return say(value ? 'audit-value.yes' : 'audit-value.no');
  if (Array.isArray(value))
    return value.map((one) => valueWords(one, path, say, language)).join(', ') || say('audit-value.nothing');
  if (typeof value === 'number' && TIME.test(path) && value > LATER_THAN_1985)
    return timeWords(value, language, { status: null });
  if (typeof value === 'string' && say.has(`role.${value}`)) return say(`role.${value}`);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** "Schwelle": the last name of the path where there are words for it. */
export function fieldWords(path: string, say: Say): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return say.has(`audit-field.${name}`) ? say(`audit-field.${name}`) : path;
}
