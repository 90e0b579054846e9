import { expect, test } from 'vitest';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createStandingConditions } from './standing-conditions.ts';

onEachDatabase((databases) => {
  test('what is known of certificate and clock of a terminal is observed', async () => {
    const db = await databases.open();
    for (const id of ['T-1', 'T-2']) await enrolledRow(db, id);
    await db
      .updateTable('terminal')
      .set({ certificateExpiresAt: 9_000, clockOffMs: -70 })
      .where('id', '=', 'T-1')
      .execute();
    const observed = await createStandingConditions(db).observe(['T-1', 'T-2']);
    expect(observed.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toMatchObject([
      { id: 'T-1', certificateExpiresAt: 9_000, clockOffMs: -70 },
      { id: 'T-2', certificateExpiresAt: null, clockOffMs: null },
    ]);
  });
});
