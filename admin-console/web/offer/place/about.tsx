import { Group } from '../fields/choices.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { TextRow } from '../fields/text-row.tsx';
import { SITE, setValue } from '../model/files.ts';
import { languagesOf, SOURCE } from '../model/texts.ts';
import { PostalCodes } from '../service/postal-codes.tsx';
import type { Work } from '../work.ts';

/** Those for which the terminal's own screens have words. */
const LANGUAGES = [
  { code: 'de', name: 'Deutsch', dir: 'ltr' },
  { code: 'en', name: 'English', dir: 'ltr' },
] as const;

/** Who runs the terminal, where it stands, whom people can ask, and in which languages it speaks. */
export function About({ work }: { readonly work: Work }) {
  const { say } = work.desk;
  const at = { work, file: SITE };
  const text = (name: string) => ({ file: SITE, path: ['municipality', name], name });
  const spoken = languagesOf(work.files).map(({ code }) => code);
  return (
    <>
      <TextRow work={work} text={text('name')} label={say('offer.about.name')} hint={say('offer.about.name.hint')} />
      <TextRow
        work={work}
        text={text('location')}
        label={say('offer.about.location')}
        hint={say('offer.about.location.hint')}
      />
      <TextRow
        work={work}
        text={text('imprint')}
        label={say('offer.about.imprint')}
        hint={say('offer.about.imprint.hint')}
        isLong
      />
      <TextRow
        work={work}
        text={{ ...text('helpDesk'), isOptional: true }}
        label={say('offer.about.help-desk')}
        hint={say('offer.about.help-desk.hint')}
      />
      <div class="row">
        <PlainText {...at} path={['municipality', 'phone']} type="tel" label={say('offer.about.phone')} />
        <PostalCodes
          {...at}
          path={['municipality', 'postalCodes']}
          label={say('offer.about.postal-codes')}
          hint={say('offer.about.postal-codes.hint')}
          isListOnly
        />
      </div>
      <PlainText
        {...at}
        path={['municipality', 'statusPage']}
        type="url"
        empty={null}
        size={50}
        label={say('offer.about.status-page')}
        hint={say('offer.about.status-page.hint')}
      />
      <Group label={say('offer.about.languages')} hint={say('offer.about.languages.hint')}>
        {LANGUAGES.map((language) => (
          <label key={language.code} class="check">
            <input
              type="checkbox"
              checked={spoken.includes(language.code)}
              disabled={work.isReadOnly || language.code === SOURCE}
              onChange={({ currentTarget: { checked } }) =>
                work.edit(
                  setValue(
                    SITE,
                    ['languages'],
                    LANGUAGES.filter(({ code }) => (code === language.code ? checked : spoken.includes(code))),
                  ),
                )
              }
            />
            <span lang={language.code}>{language.name}</span>
          </label>
        ))}
      </Group>
    </>
  );
}
