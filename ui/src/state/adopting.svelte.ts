// Muster, and how far records stand from the Muster or colleague's records they came from.
import { backend, type DeviationRow, type TemplateRow } from '../backend';

class Adopting {
  templates: TemplateRow[] = $state.raw([]);
  /** Records of the register shown. */
  here: DeviationRow[] = $state.raw([]);
  /** Records of all registers. */
  everywhere: DeviationRow[] = $state.raw([]);

  /** Muster and origins of which a newer version is known than the one in use. */
  readonly news: number = $derived.by(() => {
    const shipped = this.templates.filter(({ newer_shipped }) => newer_shipped !== null);
    const adopted = this.everywhere.filter(({ update }) => update);
    return new Set([...shipped.map(({ title }) => title), ...adopted.map((row) => row.origin_title)]).size;
  });

  deviationOf(record: string): DeviationRow | undefined {
    return this.here.find((row) => row.record === record);
  }

  /** Everything at once; looking through all registers takes its time, so this happens only where it is shown. */
  async refreshAll(): Promise<void> {
    const [templates, { rows }] = await Promise.all([backend.templates(), backend.deviations(null)]);
    this.templates = templates;
    this.everywhere = rows;
  }

  async refreshTemplates(): Promise<void> {
    this.templates = await backend.templates();
  }
}

export const adopting = new Adopting();
