import { chooseWay, findService } from './common-steps.ts';
import type { Script } from './script.ts';

/** Somebody's card lies there: told on the start screen and at the hub, and asked for nothing by the next person. */
export const cardLeft: Script = {
  service: 'card-left',
  faults: [],
  async play(play) {
    const { citizen } = play.stage;
    await citizen.see('attract');
    play.hands.layIdCard();
    await citizen.at('card-left').first().waitFor({ timeout: 30_000 });
    await citizen.record('attract/card-left');
    await findService(play, 'bewohnerparkausweis');
    await chooseWay(play.stage, 'card');
    await citizen.see('identify', 'card-left');
    play.hands.takeIdCard();
    await citizen.see('identify', 'consent');
    await citizen.press('intent-consent');
    await citizen.see('identify', 'insert-card');
    play.hands.layIdCard();
    await citizen.see('identify', 'enter');
    await citizen.press('intent-cancel');
    await citizen.press('intent-confirm-cancel-yes');
    await citizen.see('farewell');
    await citizen.at('take-card').first().waitFor({ timeout: 30_000 });
    await citizen.record('farewell/card-lies');
    // Gone without it.
    await citizen.press('intent-finish');
    await citizen.see('attract');
    await citizen.at('card-left').first().waitFor({ timeout: 30_000 });
    await citizen.record('attract/card-left-behind');
    play.hands.takeIdCard();
    await citizen.at('card-left').first().waitFor({ state: 'detached', timeout: 30_000 });
    return { kind: 'nothing-sent', secrets: [] };
  },
};
