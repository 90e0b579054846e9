import { freeName } from '../../../../config/schema/plain-name.ts';
import type { ScanProfile } from '../../../../device-drivers/scanner/contract.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { Check, OneOf } from '../fields/choices.tsx';
import { Faults, Origin } from '../fields/labelled.tsx';
import { PlainNumber } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { SITE, setValue, valueAt } from '../model/files.ts';
import { profileWords } from '../model/profile-words.ts';
import type { Work } from '../work.ts';

/** A4, in colour: what most papers need, and no more data than that. */
const USUAL = { source: 'flatbed', mode: 'color', resolution: 200, page: { width: 210, height: 297 }, cleanUp: true };
const SOURCES = ['flatbed', 'feeder'];
const MODES = ['color', 'gray'];

/** Ways of scanning, of which each piece of evidence chooses one. */
export function ScanProfiles({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const at = { work, file: SITE };
  const profiles = (valueAt(files, SITE, ['scanProfiles']) ?? []) as unknown as readonly ScanProfile[];
  const option = (room: string) => (value: string) => ({ value, label: say(`offer.scan.${room}.${value}`) });
  const add = () => {
    const id = freeName('scan', new Set(profiles.map((profile) => profile.id)), '-');
    edit(setValue(SITE, ['scanProfiles'], [...profiles, { id, ...USUAL }] as unknown as Json));
  };
  return (
    <fieldset class="text-list" data-at={`${SITE}:scanProfiles`}>
      <legend>{say('offer.scan')}</legend>
      <small>{say('offer.scan.hint')}</small>
      <ul class="plain">
        {profiles.map((profile, n) => (
          <li key={profile.id} class="block" data-testid={`scan-profile-${profile.id}`}>
            <b>{profileWords(profile, say)}</b>
            <div class="row">
              <OneOf
                {...at}
                path={['scanProfiles', n, 'source']}
                label={say('offer.scan.source')}
                options={SOURCES.map(option('source'))}
              />
              <OneOf
                {...at}
                path={['scanProfiles', n, 'mode']}
                label={say('offer.scan.mode')}
                options={MODES.map(option('mode'))}
              />
              <PlainNumber
                {...at}
                path={['scanProfiles', n, 'resolution']}
                label={say('offer.scan.resolution')}
                unit="dpi"
                min={75}
                max={600}
              />
              {(['width', 'height'] as const).map((side) => (
                <PlainNumber
                  key={side}
                  {...at}
                  path={['scanProfiles', n, 'page', side]}
                  label={say(`offer.scan.${side}`)}
                  unit="mm"
                  min={20}
                  max={450}
                />
              ))}
              <Remove work={work} file={SITE} path={['scanProfiles', n]} name={profileWords(profile, say)} />
            </div>
            <Check
              {...at}
              path={['scanProfiles', n, 'cleanUp']}
              label={say('offer.scan.clean-up')}
              isChecked={profile.cleanUp}
              change={(is) => setValue(SITE, ['scanProfiles', n, 'cleanUp'], is)}
            />
            <Faults {...at} path={['scanProfiles', n]} />
          </li>
        ))}
      </ul>
      <Origin {...at} path={['scanProfiles']} />
      {!isReadOnly && (
        <button type="button" class="second" onClick={add} data-testid="add-scan-profile">
          {say('offer.scan.add')}
        </button>
      )}
    </fieldset>
  );
}
