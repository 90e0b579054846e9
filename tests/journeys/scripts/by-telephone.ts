import { join } from 'node:path';
import type { CitizensTelephone } from '../citizens-telephone.ts';
import { readQr } from '../read-qr.ts';
import { pageSeen } from './common-steps.ts';
import type { Delivered, Play } from './script.ts';

/** Links the telephone at the evidence: the code, and the same four digits on both screens. */
async function link({ stage: { citizen } }: Play, telephone: CitizensTelephone): Promise<void> {
  await citizen.press('intent-use-phone');
  await citizen.see('evidence', 'phone-code');
  const there = await telephone.open(await readQr(citizen.at('qr')));
  await citizen.see('evidence', 'phone-checking');
  const here = await citizen.text('phone-number');
  if (here !== there) throw new Error(`the terminal shows ${here}, the telephone ${there}`);
  await citizen.press('intent-confirm-phone-yes');
}

/** Photographs one page with the telephone instead of scanning it. @returns the picture that the citizen saw */
export async function photograph(play: Play, telephone: CitizensTelephone): Promise<Buffer> {
  const { citizen, isWatched, out } = play.stage;
  await citizen.see('evidence', 'idle');
  if (!telephone.isLinked) await link(play, telephone);
  await telephone.send(await telephone.photo());
  if (isWatched) await telephone.picture(join(out, 'telephone-sent.png'));
  const seen = await pageSeen(play, 'evidence/photographed');
  await citizen.press('intent-continue');
  return seen;
}

/** What belongs to the request, onto the telephone that is still linked, and saved there. */
export async function takeAlong(play: Play, telephone: CitizensTelephone): Promise<Delivered['takenAlong']> {
  const { citizen, isWatched, out } = play.stage;
  await citizen.press('intent-take-along');
  await citizen.screen.locator('[data-testid="take-along"][data-take-along="sent"]').waitFor({ timeout: 30_000 });
  await citizen.record('receipt/taken-along');
  if (isWatched) await telephone.picture(join(out, 'telephone-files.png'));
  return telephone.save();
}
