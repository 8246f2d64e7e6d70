// One opened record: its content as edited here, and the saving of it.
import { getContext, setContext } from 'svelte';
import { v4 } from 'uuid';
import type { Defaults } from '../bindings/Defaults';
import type { ProcessingActivity } from '../bindings/ProcessingActivity';
import type { Record as RegisterRecord } from '../bindings/Record';
import {
  asFailure,
  backend,
  type ConflictView,
  type Failure,
  type FieldChange,
  type FindingView,
  type OpenRecord,
} from '../backend';
import { isWithin } from '../lib/paths';
import { adopting } from './adopting.svelte';

/** Pause after the last keystroke until the autosave. */
const PAUSE_MS = 600;

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

/**
 * Holds the content between keystroke and store. Every change is sent after a pause, at once on `flush`; what the
 * store refuses stays here, and with it the reason.
 */
export class RecordEditor {
  /** What the store last said about the record; its views may lag behind `content` by one pause. */
  opened: OpenRecord = $state.raw() as OpenRecord;
  content: RegisterRecord = $state() as RegisterRecord;
  saving: SaveState = $state('saved');
  savedAt: Date | null = $state(null);
  failure: Failure | null = $state(null);
  /** Items whose fields are unfolded. */
  unfolded: Record<string, boolean> = $state({});
  /** Statements left by switching to another state, so that switching back loses nothing. By path, then state. */
  readonly left = new Map<string, Map<string, unknown>>();

  /** Shows the field at a path; set by the page that shows the record. */
  reveal: ((path: string) => void) | null = null;

  readonly #onSaved: (opened: OpenRecord) => void;
  #session = v4();
  #stored: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(opened: OpenRecord, onSaved: (opened: OpenRecord) => void) {
    this.opened = opened;
    this.content = structuredClone(opened.record);
    this.savedAt = opened.saved_at ? new Date(opened.saved_at) : null;
    this.#stored = JSON.stringify(opened.record);
    this.#onSaved = onSaved;
  }

  get id(): string {
    return this.opened.id;
  }

  /** The activity edited here: the record itself, or what a Muster offers. */
  get activity(): ProcessingActivity | null {
    const content = this.content;
    if (content.type === 'activity') return content;
    return content.type === 'template' && content.content.kind === 'activity'
      ? content.content.activity
      : null;
  }

  /** The defaults edited here: the organisation's, or what a Muster offers. */
  get defaults(): Defaults | null {
    const content = this.content;
    if (content.type === 'organisation') return content.defaults;
    return content.type === 'template' && content.content.kind === 'defaults'
      ? content.content.defaults
      : null;
  }

  get changed(): boolean {
    return JSON.stringify($state.snapshot(this.content)) !== this.#stored;
  }

  /** Called after every change of `content`. */
  touch(): void {
    if (!this.changed) {
      if (this.saving === 'waiting') this.saving = 'saved';
      return;
    }
    if (this.saving !== 'saving') this.saving = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves what is not saved yet. False when the store refused it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (!this.changed) {
      this.saving = 'saved';
      this.failure = null;
      return true;
    }
    this.#running = this.#save();
    await this.#running;
    this.#running = null;
    return this.saving !== 'failed';
  }

  async #save(): Promise<void> {
    const content = $state.snapshot(this.content) as RegisterRecord;
    const text = JSON.stringify(content);
    this.saving = 'saving';
    try {
      this.opened = await backend.save(this.opened.id, this.opened.head, this.#session, content);
      this.#stored = text;
      this.savedAt = new Date();
      this.failure = null;
      this.saving = 'saved';
      this.#onSaved(this.opened);
    } catch (error) {
      this.failure = asFailure(error);
      this.saving = 'failed';
    }
    if (this.saving === 'saved' && this.changed) this.touch();
  }

  /** Shows the record as the store has it now; what was not saved is given up. */
  reload(opened: OpenRecord): void {
    clearTimeout(this.#timer);
    this.opened = opened;
    this.content = structuredClone(opened.record);
    this.#stored = JSON.stringify(opened.record);
    this.#session = v4();
    this.savedAt = opened.saved_at ? new Date(opened.saved_at) : null;
    this.failure = null;
    this.saving = 'saved';
    this.left.clear();
  }

  /** Findings that nobody has accepted. */
  get openFindings(): FindingView[] {
    return this.opened.findings.filter(({ acknowledged }) => acknowledged === null);
  }

  /** Open findings at this field and below it. */
  findingsAt(path: string): FindingView[] {
    return this.openFindings.filter((finding) => isWithin(finding.path, path));
  }

  /** Fields of which two versions stand side by side. */
  get conflicts(): ConflictView[] {
    return this.opened.conflict_views ?? [];
  }

  conflictsAt(path: string): ConflictView[] {
    return this.conflicts.filter((conflict) => isWithin(conflict.path, path));
  }

  /** What the Muster asked whoever adopts it to fill in here, and what is still open. */
  questionsAt(path: string): string[] {
    const points = this.opened.open_points ?? [];
    return points.filter((point) => isWithin(point.path, path)).map(({ question }) => question);
  }

  /** What differs from the Muster or record this one came from, at this field and below it. */
  deviationsAt(path: string): FieldChange[] {
    return adopting.deviationOf(this.id)?.fields.filter((change) => isWithin(change.path, path)) ?? [];
  }
}

const KEY = Symbol('editor');

export const provideEditor = (editor: RecordEditor) => setContext(KEY, editor);
export const useEditor = () => getContext<RecordEditor>(KEY);

const ROOT = Symbol('root');

/** What a Muster offers stands deeper in its record than the same fields of an activity: their paths begin here. */
export const provideRoot = (root: string) => setContext(ROOT, root);
export const useRoot = () => getContext<string | undefined>(ROOT) ?? '';
