// Muster, and how far records stand from the Muster or colleague's records they came from.
import { backend, type DeviationRow, type TemplateRow } from '../backend';
import { newsOf } from '../lib/news';

class Adopting {
  templates: TemplateRow[] = $state.raw([]);
  /** Records of the register shown. */
  here: DeviationRow[] = $state.raw([]);
  /** Records of all registers. */
  everywhere: DeviationRow[] = $state.raw([]);

  /** Muster with something new. */
  readonly news: number = $derived(newsOf(this.templates, this.everywhere));

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
