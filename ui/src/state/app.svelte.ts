// What the whole window shows: the register, the screen, what can be undone.
import {
  asFailure,
  backend,
  type ActivityRow,
  type DeadlineRow,
  type Directory,
  type Failure,
  type FindingView,
  type RegisterRow,
  type UndoState,
} from '../backend';
import { daysLater } from '../lib/dates';
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
] as const;
export type Area = (typeof AREAS)[number];

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
  const known = [...AREAS, 'new-register'].find((candidate) => candidate === area);
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
    await this.openRegister(register);
    this.go('activities', null);
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
    if (this.registers.length === 0 || this.register === null) route.area = 'new-register';
    const record = route.area === 'organisation' ? this.register : route.record;
    const opened = record && route.area !== 'new-register' ? await this.#open(record) : null;
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

  #open(record: string): Promise<RecordEditor | null> {
    return this.attempt(async () => new RecordEditor(await backend.open(record), () => void this.refresh()));
  }

  /** Saves the open record. False when the store refused it: then it must stay on screen. */
  async leaveEditor(): Promise<boolean> {
    return (await this.editor?.flush()) ?? true;
  }

  /** Brings lists, names and undo labels up to date. */
  async refresh(): Promise<void> {
    const register = this.register;
    await this.attempt(async () => {
      const [registers, activities, findings, directory, undoable] = await Promise.all([
        backend.registers(),
        register ? backend.activities(register) : [],
        register ? backend.findings(register) : [],
        backend.directory(register),
        backend.undoState(),
      ]);
      if (register !== this.register) return;
      this.registers = registers;
      this.activities = activities;
      this.findings = findings;
      this.directory = directory;
      this.undoable = undoable;
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
      await this.refresh();
      const editor = this.editor;
      if (editor) {
        if (this.#exists(editor.id)) editor.reload(await backend.open(editor.id));
        else this.go(this.route.area, null);
      }
    });
    this.busy = false;
  }

  #exists(record: string): boolean {
    const { parties, systems, documents, measure_sets, organisations } = this.directory;
    const named = [...parties, ...systems, ...documents, ...measure_sets, ...organisations];
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
