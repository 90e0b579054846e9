export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"/g;

/** Reads the text format 0.0.4 (prometheus.io, "Exposition formats"). @throws Error at what does not belong into it */
export function familiesOf(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, { name: string; type: string; help: string; samples: Sample[] }>();
  let family: { name: string; type: string; help: string; samples: Sample[] } | undefined;
  for (const line of text.split('\n')) {
    const [, help, type] = /^# (?:HELP (.*)|TYPE (.*))$/.exec(line) ?? [];
    if (help !== undefined) {
      const at = help.indexOf(' ');
      family = { name: help.slice(0, at), type: '', help: help.slice(at + 1), samples: [] };
      if (families.has(family.name)) throw new Error(`twice: ${family.name}`);
      families.set(family.name, family);
    } else if (type !== undefined && family) {
      if (type !== `${family.name} ${type.split(' ')[1]}`) throw new Error(`type of another: ${line}`);
      family.type = type.split(' ')[1] ?? '';
    } else if (line !== '') {
      const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
      if (!family || !name?.startsWith(family.name)) throw new Error(`not of ${family?.name}: ${line}`);
      if (labels.replaceAll(LABEL, '').replaceAll(',', '') !== '') throw new Error(`bad labels: ${line}`);
      const found = [...labels.matchAll(LABEL)].map(([, key, text]) => [key, text]);
      family.samples.push({ name, labels: Object.fromEntries(found), value: Number(value) });
    }
  }
  return families;
}
