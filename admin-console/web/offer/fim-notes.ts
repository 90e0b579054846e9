import type { FimNote } from '../../../config/fim/fim-import.ts';

/** Kept in the browser in which the file was read, until somebody has looked at all of it. */
const keptAs = (tenantId: string, service: string): string => `fim-notes/${tenantId}/${service}`;

export const keepNotes = (tenantId: string, service: string, notes: readonly FimNote[]): void =>
  localStorage.setItem(keptAs(tenantId, service), JSON.stringify(notes));

export const notesOf = (tenantId: string, service: string): readonly FimNote[] =>
  JSON.parse(localStorage.getItem(keptAs(tenantId, service)) ?? '[]') as readonly FimNote[];

export const forgetNotes = (tenantId: string, service: string): void =>
  localStorage.removeItem(keptAs(tenantId, service));
