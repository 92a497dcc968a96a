// The types of the scripts below docs/assets/javascripts/. They stand here so that no reader has to download them.

/** Minutes since 1970, UTC. */
type Minute = number;

/** When a question was ticked (1) or the tick was taken back (0). */
type Tick = readonly [minute: Minute, done: number];

/**
 * One answer to a question: its grade (1 missed to 4 sure and complete), how many of how many key points were said, and
 * how sure the reader was before looking (0 unsure, 1 not asked, 2 sure).
 */
type Answer = readonly [minute: Minute, grade: number, hit: number, of: number, sure: number];

interface AnswerResult {
  grade: number;
  hit: number;
  of: number;
  sure: number;
}

/** What the reader prepares for. Whatever they have not chosen is null. */
interface PlanChoice {
  /** The day of the interview, as 2026-02-28. */
  readonly date: string | null;
  /** Minutes a day. */
  readonly minutes: number | null;
  /** The id of a learning path. */
  readonly path: string | null;
}

interface Plan extends PlanChoice {
  readonly at: Minute;
}

/** The parts are keyed by question ids, also by ids that this edition of the guide does not know. */
interface ProgressDocument {
  readonly guide: string;
  readonly log: ReadonlyMap<string, readonly Answer[]>;
  readonly ticks: ReadonlyMap<string, Tick>;
  /** Up to and including which minute nothing counts. */
  readonly reset: ReadonlyMap<string, Minute>;
  readonly plan: Plan | undefined;
  /** Fields that this version does not know. */
  readonly extra: ReadonlyMap<string, unknown>;
}

interface QuestionHistory {
  /** The latest tick; where there is none, one that says "not done" at the time of the reset. */
  tick: Tick;
  /** In the order of time. */
  answers: readonly Answer[];
  /** -1 where the question was never reset. */
  resetAt: Minute;
}

interface ProgressFault {
  fault: "not-json" | "not-progress" | "newer-version" | "other-guide" | "too-large" | "too-many";
}

interface ParsedProgress {
  document: ProgressDocument;
  /** How many entries were left out because they do not fit the schema. */
  dropped: number;
}

interface ImportedProgress extends ParsedProgress {
  /** How many ticks and answers the file holds. */
  ticks: number;
  answers: number;
  /** Questions that are done in the file, but before the reader's last reset. */
  hiddenByReset: string[];
}

interface ProgressStore {
  readonly document: ProgressDocument;
  /** A line for the reader about what is wrong with the storage; empty while all is well. */
  readonly status: string;
  /** Changes the document and stores it, joined with what is stored by then. */
  update(change: (document: ProgressDocument, now: Minute) => ProgressDocument): void;
  /** Resets everything. What cannot be read is overwritten, except a newer version. */
  reset(): void;
  /** Joins a file, or says in `refused` what is wrong with it. */
  importFile(file: Blob): Promise<ImportedProgress | { refused: string }>;
  exportText(): string;
  /** Takes over what another tab has stored, or that it has removed everything. */
  reload(removed?: boolean): void;
  /** Calls back after every change of the document or the status. */
  subscribe(listener: () => void): void;
}

interface ProgressStoreOptions {
  /** The storage; asking for it may throw. */
  storage: () => Pick<Storage, "getItem" | "setItem">;
  key: string;
  guide: string;
  now: () => Minute;
}

/** A question as the filters see it. */
interface FilterItem {
  id: string;
  level: string;
  kind: string;
  topic: string;
  roles: readonly string[];
  /** Its title and other names, as `plainText` writes them. */
  text: string;
}

/** What the reader chose, by the name of the field; what is missing is left open. */
interface FilterChoice {
  level?: string;
  kind?: string;
  topic?: string;
  role?: string;
  find?: string;
}

/** What the search says about a query. */
interface SearchNote {
  /** Words that nothing is known about. */
  missing: readonly string[];
  /** The words that were searched for. */
  shown: string;
  /** The query, if some of its words were corrected; else empty. */
  typed: string;
}

interface SearchClient {
  /** The ids of the questions that the search finds, best first. */
  match(text: string): Promise<{ ids: readonly string[]; note?: SearchNote }>;
}

/** The namespace of all scripts but the search worker, which is a program of its own. */
interface StudyGuide {
  progressDocument: {
    empty(guide: string): ProgressDocument;
    normalize(document: ProgressDocument): ProgressDocument;
    join(one: ProgressDocument, other: ProgressDocument): ProgressDocument;
    capTimes(document: ProgressDocument, latest: Minute): ProgressDocument;
    historyOf(document: ProgressDocument, ids: readonly string[]): QuestionHistory;
    setTick(document: ProgressDocument, ids: readonly string[], done: boolean, now: Minute): ProgressDocument;
    addAnswer(document: ProgressDocument, ids: readonly string[], result: AnswerResult, now: Minute): ProgressDocument;
    setPlan(document: ProgressDocument, choice: PlanChoice, now: Minute): ProgressDocument;
    resetAll(document: ProgressDocument, now: Minute): ProgressDocument;
  };
  progressFormat: {
    VERSION: number;
    MAX_FILE_SIZE: number;
    parse(text: string, guide: string): ParsedProgress | ProgressFault;
    write(document: ProgressDocument): string;
    importText(document: ProgressDocument, text: string, now: Minute): ImportedProgress | ProgressFault;
  };
  store: {
    create(options: ProgressStoreOptions): ProgressStore;
    open(guide: string): ProgressStore;
  };
  questionFilter: {
    plainText(text: string): string;
    createFilter(choice: FilterChoice, found?: ReadonlySet<string>): (item: FilterItem) => boolean;
    readQuery(
      query: string,
      fields: ReadonlyMap<string, readonly string[] | null>,
    ): { values: Map<string, string>; ignored: string[] };
    writeQuery(choice: FilterChoice): string;
  };
  searchClient: {
    open(): SearchClient;
  };
  searchNote: {
    render(note: SearchNote, parameter: string, searchFor: (query: string) => void): (Node | string)[];
  };
}

declare var studyguide: StudyGuide;

/** Set by the search worker where it runs in the page itself: in a copy opened from disk. */
declare var searchReceive: ((message: unknown, reply: (data: unknown) => void) => void) | undefined;

/** Set by the index in a copy opened from disk. */
declare var __index: unknown;
