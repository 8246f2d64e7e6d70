// What the whole window shows: the register, the screen, what can be undone.
import {
  asFailure,
  backend,
  type ActivityRow,
  type ConflictView,
  type DeadlineRow,
  type Directory,
  type Failure,
  type FindingView,
  type OpenRecord,
  type RegisterRow,
  type UndoState,
} from '../backend';
import type { Record as RegisterRecord } from '../bindings/Record';
import { daysLater } from '../lib/dates';
import { adopting } from './adopting.svelte';
import { RecordEditor } from './editor.svelte';
import { t } from '../texts';

export const AREAS = [
  'activities',
  'findings',
  'deadlines',
  'erasure',
  'organisation',
  'parties',
  'systems',
  'documents',
  'measures',
  'templates',
] as const;
/** Pages that other pages lead to, each with the area it belongs to. */
export const PAGES = {
  deviations: 'templates',
  follow: 'activities',
  export: 'activities',
  conflicts: 'activities',
  import: 'activities',
} as const;
export type Page = keyof typeof PAGES;
export type Area = (typeof AREAS)[number] | Page;

/** Where records of each kind are shown. */
const AREA_OF: Record<RegisterRecord['type'], Area> = {
  activity: 'activities',
  organisation: 'organisation',
  party: 'parties',
  system: 'systems',
  document: 'documents',
  measure_set: 'measures',
  template: 'templates',
};

export interface Route {
  area: Area | 'new-register';
  record: string | null;
}

/** A message that stays until the next one, with an undo when there is something to undo. */
export interface Notice {
  text: string;
  undo: boolean;
}

export interface Reminder {
  overdue: number;
  near: number;
}

/** Deadlines up to so many days away are told at the start. */
const NEAR_DAYS = 14;

/** What is overdue or near among deadlines; null when nothing is. */
export function reminderOf(rows: DeadlineRow[]): Reminder | null {
  const overdue = rows.filter(({ days }) => days < 0).length;
  const near = rows.filter(({ days }) => days >= 0 && days <= NEAR_DAYS).length;
  return overdue + near > 0 ? { overdue, near } : null;
}

const EMPTY: Directory = { parties: [], systems: [], documents: [], measure_sets: [], organisations: [] };

function parse(hash: string): Route {
  const [area, record] = hash.replace(/^#\/?/, '').split('/');
  const known = [...AREAS, ...Object.keys(PAGES), 'new-register'].find((candidate) => candidate === area);
  return { area: (known as Route['area'] | undefined) ?? 'activities', record: record || null };
}

class App {
  route: Route = $state({ area: 'activities', record: null });
  registers: RegisterRow[] = $state.raw([]);
  register: string | null = $state(null);
  activities: ActivityRow[] = $state.raw([]);
  /** What the checker finds in the register, accepted findings among it. */
  findings: FindingView[] = $state.raw([]);
  directory: Directory = $state.raw(EMPTY);
  /** Fields of which two versions stand side by side, in all registers. */
  conflicts: ConflictView[] = $state.raw([]);
  editor: RecordEditor | null = $state.raw(null);
  undoable: UndoState = $state.raw({ undo: null, redo: null });
  failure: Failure | null = $state(null);
  notice: Notice | null = $state(null);
  today = $state('');
  dataFolder = $state('');
  readOnly = $state(false);
  busy = $state(false);
  /** Deadlines that are overdue or near, told once when a register is opened. */
  reminder: Reminder | null = $state.raw(null);
  /** The function under which reviews and accepted findings are noted, as last typed. */
  ownFunction = $state('');
  /** The path that the next page shows first. */
  wanted: string | null = null;
  #lastHash = '';

  get registerName(): string {
    return this.registers.find((row) => row.id === this.register)?.name ?? '';
  }

  /** Conflicts of the register shown and of what all registers share. */
  get openConflicts(): ConflictView[] {
    return this.conflicts.filter(({ register }) => register === null || register === this.register);
  }

  /** Findings that nobody has accepted. */
  get openFindings(): FindingView[] {
    return this.findings.filter(({ acknowledged }) => acknowledged === null);
  }

  /** Runs a use-case; a refusal is shown and answered with null. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.failure = asFailure(error);
      return null;
    }
  }

  async start(): Promise<void> {
    const start = await backend.start();
    this.today = start.today;
    this.dataFolder = start.data_folder;
    this.readOnly = start.read_only;
    this.registers = start.registers;
    const first = start.registers[0];
    if (first) await this.openRegister(first.id);
    window.addEventListener('hashchange', () => void this.#follow());
    await this.#follow();
    await this.attempt(() => adopting.refreshAll());
  }

  async openRegister(register: string): Promise<void> {
    if (!(await this.leaveEditor())) return;
    this.register = register;
    await this.refresh();
    await this.#remind(register);
  }

  async #remind(register: string): Promise<void> {
    this.reminder = null;
    const rows = await this.attempt(() =>
      backend.deadlines(register, null, daysLater(this.today, NEAR_DAYS)),
    );
    if (!rows || rows.length === 0) return;
    const overdue = rows.filter(({ days }) => days < 0).length;
    this.reminder = { overdue, near: rows.length - overdue };
  }

  /** Shows another register's activities. */
  async switchRegister(register: string): Promise<void> {
    const before = location.hash;
    await this.openRegister(register);
    // Whoever went on while it was read stays there.
    if (location.hash === before) this.go('activities', null);
  }

  /** Shows a record of which only the id is known, of whatever kind and register. */
  async goToRecord(record: string, path: string | null = null): Promise<void> {
    await this.attempt(async () => {
      const { record: content } = await backend.open(record);
      const own = content.type === 'organisation' ? record : 'register' in content ? content.register : null;
      if (own && own !== this.register) await this.openRegister(own);
      this.wanted = path;
      this.go(AREA_OF[content.type], content.type === 'organisation' ? null : record);
    });
  }

  /** Brings an import's records into every list; the first register there is gets shown. */
  async afterImport(): Promise<void> {
    await this.attempt(async () => {
      const [first] = await backend.registers();
      this.register ??= first?.id ?? null;
    });
    await this.refresh();
    await this.attempt(() => adopting.refreshAll());
  }

  go(area: Route['area'], record: string | null = null): void {
    const hash = `#/${area}${record ? `/${record}` : ''}`;
    if (location.hash === hash) void this.#follow();
    else location.hash = hash;
  }

  async #follow(): Promise<void> {
    if (!(await this.leaveEditor())) {
      // The text that could not be saved stays in sight.
      history.replaceState(null, '', this.#lastHash);
      return;
    }
    this.#lastHash = location.hash || '#/activities';
    const route = parse(location.hash);
    // A first register may also come from a file.
    if ((this.registers.length === 0 || this.register === null) && route.area !== 'import')
      route.area = 'new-register';
    const record = route.area === 'organisation' ? this.register : route.record;
    const opened =
      record && route.area !== 'new-register' && !(route.area in PAGES)
        ? await this.#open(record, route.area)
        : null;
    // Together, so that no screen ever holds a record of another kind.
    this.editor = opened;
    this.route = route;
  }

  /** Shows a field of an activity, of the organisation or of a document once its page is there. */
  goTo(record: string, path: string): void {
    this.wanted = path;
    if (record === this.register) this.go('organisation');
    else if (this.directory.documents.some(({ id }) => id === record)) this.go('documents', record);
    else this.go('activities', record);
  }

  #open(record: string, area: Route['area']): Promise<RecordEditor | null> {
    return this.attempt(async () => {
      const opened = await (area === 'templates' ? backend.openTemplate(record) : backend.open(record));
      return new RecordEditor(opened, () => void this.refresh());
    });
  }

  /** The record as the store has it now. */
  reopen(opened: OpenRecord): Promise<OpenRecord> {
    return opened.record.type === 'template' ? backend.openTemplate(opened.id) : backend.open(opened.id);
  }

  /** Saves the open record. False when the store refused it: then it must stay on screen. */
  async leaveEditor(): Promise<boolean> {
    return (await this.editor?.flush()) ?? true;
  }

  /** Brings lists, names and undo labels up to date. */
  async refresh(): Promise<void> {
    const register = this.register;
    await this.attempt(async () => {
      const [registers, activities, findings, directory, undoable, conflicts, deviations] = await Promise.all(
        [
          backend.registers(),
          register ? backend.activities(register) : [],
          register ? backend.findings(register) : [],
          backend.directory(register),
          backend.undoState(),
          backend.conflicts(null),
          register ? backend.deviations(register) : { rows: [] },
          this.route.area === 'templates' ? adopting.refreshTemplates() : null,
        ],
      );
      if (register !== this.register) return;
      this.registers = registers;
      this.activities = activities;
      this.findings = findings;
      this.directory = directory;
      this.undoable = undoable;
      this.conflicts = conflicts;
      adopting.here = deviations.rows;
    });
  }

  async undo(): Promise<void> {
    await this.#move(backend.undo, 'notice-undone');
  }

  async redo(): Promise<void> {
    await this.#move(backend.redo, 'notice-redone');
  }

  async #move(step: typeof backend.undo, text: string): Promise<void> {
    if (this.busy || !(await this.leaveEditor())) return;
    this.busy = true;
    await this.attempt(async () => {
      const result = await step();
      this.notice = { text: t(text, { label: result.label }), undo: false };
      await this.#chooseRegister();
      await Promise.all([this.refresh(), adopting.refreshAll()]);
      const editor = this.editor;
      if (editor) {
        if (this.#exists(editor.id)) editor.reload(await this.reopen(editor.opened));
        else this.go(this.route.area, null);
      }
    });
    this.busy = false;
  }

  #exists(record: string): boolean {
    const { parties, systems, documents, measure_sets, organisations } = this.directory;
    const named = [
      ...parties,
      ...systems,
      ...documents,
      ...measure_sets,
      ...organisations,
      ...adopting.templates,
    ];
    return [...this.activities, ...named].some((row) => row.id === record) || this.register === record;
  }

  async delete(record: string, title: string): Promise<void> {
    // What was typed last belongs to what an undo brings back.
    if (!(await this.leaveEditor())) return;
    const done = await this.attempt(async () => {
      await backend.delete(record);
      return true;
    });
    if (!done) return;
    this.editor = null;
    this.notice = { text: t('notice-deleted', { title }), undo: true };
    const whole = record === this.register;
    await this.attempt(() => this.#chooseRegister());
    await this.refresh();
    this.go(whole ? 'activities' : this.route.area, null);
  }

  /** Shows another register when the one shown is gone, and the first one when there is one again. */
  async #chooseRegister(): Promise<void> {
    this.registers = await backend.registers();
    if (this.registers.some((row) => row.id === this.register)) return;
    this.editor = null;
    this.register = this.registers[0]?.id ?? null;
    this.route = { area: this.register ? 'activities' : 'new-register', record: null };
  }
}

export const app = new App();
