// The import in progress: one step after the other, and whatever the user has typed or decided in it.
import { SvelteMap } from 'svelte/reactivity';
import { asFailure, backend, type Failure } from '../backend';
import { isDecided, listsOf, nameOfTheirs, nextUntouched, sameQuestion, takeRest } from '../import/deciding';
import { app } from './app.svelte';
import type { ConflictView } from '../bindings/ConflictView';
import type { Decision } from '../bindings/Decision';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportReportView } from '../bindings/ImportReportView';
import type { ImportStep } from '../bindings/ImportStep';
import type { TableMapping } from '../bindings/TableMapping';

/** What the right half of the preview shows: a conflict by its id, or one of the lists. */
export type Topic =
  | { list: 'merged' | 'fresh' | 'kept' | 'joins' | 'titles' | 'replaced' | 'leftovers' | 'files' }
  | { conflict: string };

type Mode = ImportPreview['mode'];

class Import {
  step: ImportStep | null = $state.raw(null);
  /** What became of the import just applied. */
  report: ImportReportView | null = $state.raw(null);
  /** Whether the plan stands and what collides is being decided. */
  deciding = $state(false);
  topic: Topic = $state.raw({ list: 'files' });
  failure: Failure | null = $state.raw(null);
  /** What the last refusal kept from happening, to try it again. */
  retry: (() => Promise<unknown>) | null = $state.raw(null);
  busy = $state(false);
  /** Whether files hang over the window. */
  hovering = $state(false);
  /** Ids of accepted suggestions for joining. */
  joins: string[] = $state([]);
  /** Results typed and not yet taken, by conflict. */
  readonly drafts = new SvelteMap<string, string>();
  /** Whether columns of a table were assigned by hand. */
  mapped = $state(false);
  /** A question asked before decisions are thrown away, with what then happens. */
  question: 'cancel' | 'replace' | null = $state(null);
  /** Decisions with the conflict they answered, to be given again when the plan is made anew. */
  #made = new Map<string, { decision: Decision; asked: ConflictView }>();

  get preview(): ImportPreview | null {
    return this.step?.kind === 'preview' ? this.step : null;
  }

  get conflicts(): ConflictView[] {
    return this.preview?.conflicts ?? [];
  }

  get conflict(): ConflictView | null {
    const topic = this.topic;
    return 'conflict' in topic ? (this.conflicts.find(({ id }) => id === topic.conflict) ?? null) : null;
  }

  /** What the other side is called; null when "the other" says it best. */
  get theirs(): string | null {
    return nameOfTheirs(
      this.preview?.files ?? [],
      app.registers.map(({ name }) => name),
    );
  }

  /** Whether leaving would throw away what the user decided or typed. */
  get touched(): boolean {
    return this.conflicts.some(isDecided) || this.drafts.size > 0 || this.joins.length > 0 || this.mapped;
  }

  /** The names of the files being read, for the top of the window. */
  get title(): string | null {
    if (!this.step) return null;
    return this.step.kind === 'preview' ? this.step.files.map(({ name }) => name).join(', ') : this.step.file;
  }

  async choose(): Promise<void> {
    if (await app.leaveEditor()) await this.#begin(backend.importChoose);
  }

  /** Files were let go over the window; what is in progress is not replaced without a question. */
  async dropped(): Promise<void> {
    if (this.busy || !(await app.leaveEditor())) return;
    app.go('import');
    if (this.touched) this.question = 'replace';
    else await this.#begin(backend.importDropped);
  }

  async replace(): Promise<void> {
    this.question = null;
    await this.#begin(backend.importDropped);
  }

  async #begin(read: () => Promise<ImportStep | null>): Promise<void> {
    await this.#work(async () => {
      const step = await read();
      if (!step) return;
      this.#forget();
      await this.#show(step);
    });
  }

  passphrase(passphrase: string): Promise<boolean> {
    return this.#work(async () => this.#show(await backend.importPassphrase(passphrase)));
  }

  table(mapping: TableMapping, preset: string | null): Promise<boolean> {
    return this.#work(async () => this.#show(await backend.importTable(mapping, preset)));
  }

  /** Plans anew; decisions on what is still asked are kept. */
  plan(mode: Mode, register: string | null, only: string[] | null): Promise<boolean> {
    return this.#work(async () => this.#show(await backend.importMode(mode, register, only)));
  }

  /** Leaves planning for what is to be decided. */
  decideNow(): void {
    const preview = this.preview;
    if (!preview) return;
    this.deciding = true;
    const first = preview.conflicts.find(({ decision }) => decision === null) ?? preview.conflicts[0];
    if (first) this.topic = { conflict: first.id };
    else {
      const { merged, fresh } = listsOf(preview);
      this.topic = { list: merged.length > 0 ? 'merged' : fresh.length > 0 ? 'fresh' : 'files' };
    }
  }

  /** Notes one decision and goes to the next conflict nobody has looked at. */
  async decide(decision: Decision): Promise<void> {
    const decided = await this.#decide([decision]);
    if (!decided) return;
    const next = nextUntouched(this.conflicts, decision.conflict);
    if (next) this.topic = { conflict: next };
  }

  async takeRest(take: 'ours' | 'theirs'): Promise<void> {
    await this.#decide(takeRest(this.conflicts, take));
  }

  #decide(decisions: Decision[]): Promise<boolean> {
    return this.#work(async () => {
      const preview = await backend.importDecide(decisions);
      for (const decision of decisions) {
        const asked = preview.conflicts.find(({ id }) => id === decision.conflict);
        if (asked) this.#made.set(decision.conflict, { decision, asked });
        if (decision.take !== 'later') this.drafts.delete(decision.conflict);
      }
      this.step = { kind: 'preview', ...preview };
    });
  }

  async apply(): Promise<void> {
    const preview = this.preview;
    if (!preview || !(await app.leaveEditor())) return;
    const joins = this.joins.filter((join) => preview.joins.some(({ id }) => id === join));
    const applied = await this.#work(async () => {
      this.report = await backend.importApply(joins);
      this.step = null;
      this.#forget();
    });
    if (applied) await app.afterImport();
    else this.retry = () => this.#replan();
  }

  /** Reads the plan once more, on top of what the store holds now. */
  #replan(): Promise<boolean> {
    const preview = this.preview;
    if (!preview) return Promise.resolve(false);
    const only = preview.choosable.filter(({ chosen }) => chosen).map(({ id }) => id);
    return this.plan(preview.mode, preview.register, preview.mode === 'adopt' ? only : null);
  }

  /** Ends the import; asks first when something was decided. */
  cancel(): void {
    if (this.touched) this.question = 'cancel';
    else void this.drop();
  }

  async drop(): Promise<void> {
    this.question = null;
    await this.#work(async () => {
      await backend.importCancel();
      this.step = null;
      this.#forget();
    });
  }

  async #show(step: ImportStep): Promise<void> {
    this.report = null;
    this.step = step;
    if (step.kind !== 'preview') return;
    // Decisions whose question still stands as it was are given again.
    const again = step.conflicts.flatMap((conflict) => {
      const made = this.#made.get(conflict.id);
      return made && conflict.decision === null && sameQuestion(made.asked, conflict) ? [made.decision] : [];
    });
    if (again.length > 0) this.step = { kind: 'preview', ...(await backend.importDecide(again)) };
  }

  #forget(): void {
    this.deciding = false;
    this.joins = [];
    this.drafts.clear();
    this.mapped = false;
    this.topic = { list: 'files' };
    this.#made.clear();
  }

  /** Runs one step; a refusal is shown and everything stays as it was. */
  async #work(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.retry = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = asFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const importing = new Import();
