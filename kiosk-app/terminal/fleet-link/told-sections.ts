import { SECTION_NAMES, type SectionName, type Sections, type StatusReport } from '../../../fleet-link/contract.ts';

/** What the hub has been told over one link, so that only what is another now is told again. */
export class ToldSections {
  readonly #told = new Map<SectionName, string>();

  /** Takes it that the whole report is told. */
  whole(report: StatusReport): StatusReport {
    for (const name of SECTION_NAMES) this.#told.set(name, comparable(name, report));
    return report;
  }

  /** The sections that are another than what was told, which are then taken as told; `null` if there is none. */
  changed(report: StatusReport): Sections | null {
    const changed = SECTION_NAMES.filter((name) => {
      const now = comparable(name, report);
      const isNews = this.#told.get(name) !== now;
      if (isNews) this.#told.set(name, now);
      return isNews;
    });
    return changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, report[name]]));
  }
}

/** When a device was last heard is no news while it is as it was. */
function comparable(name: SectionName, report: StatusReport): string {
  if (name !== 'devices') return JSON.stringify(report[name]);
  return JSON.stringify(report.devices.map(({ seenAt, ...device }) => device));
}
