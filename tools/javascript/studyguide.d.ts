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

/** What is remembered of an answer. */
interface MemoryState {
  /** Days until the chance of remembering has fallen to 0.9. */
  stability: number;
  /** 1 (easy) to 10. */
  difficulty: number;
  /** The day of the last answer. */
  day: number;
}

/** A question as the index of practice knows it. */
interface PracticeQuestion {
  id: string;
  title: string;
  topic: string;
  level: string;
  kind: string;
  roles: readonly string[];
  /** Ids that it had before. */
  formerly?: readonly string[];
  /** Minutes of study. */
  minutes: number;
  /** Minutes to say the answer and to tick what was said. */
  say: number;
  /** Minutes to read the answer again and to say it again, after a miss. */
  again: number;
  /** Minutes that an interview spends on it. */
  interview: number;
  /** The chance that the answer is known without study. */
  known: number;
}

interface PlannerInput {
  /** The questions in the order in which new ones are learnt. */
  questions: readonly PracticeQuestion[];
  states: ReadonlyMap<string, MemoryState>;
  /** Ids of questions that are not asked again today. */
  done: ReadonlySet<string>;
  today: number;
  /** The day of the interview; null for memory that lasts. */
  target: number | null;
  lookAhead?: number;
}

interface PracticeChoice {
  question: PracticeQuestion;
  isNew: boolean;
  value: number;
  minutes: number;
}

interface PracticeOutlook {
  /** How many answers can be expected on the day of the interview. */
  answers: number;
  of: number;
  days: { day: number; fresh: number; returning: number; minutes: number }[];
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
  memoryModel: {
    AGAIN: number;
    HARD: number;
    GOOD: number;
    EASY: number;
    WEIGHTS: readonly number[];
    recall(days: number, stability: number, weights?: readonly number[]): number;
    interval(stability: number, target?: number, weights?: readonly number[]): number;
    review(state: MemoryState | undefined, day: number, grade: number, weights?: readonly number[]): MemoryState;
    replay(answers: readonly (readonly [day: number, grade: number])[]): MemoryState | undefined;
  };
  planner: {
    next(input: PlannerInput): PracticeChoice | undefined;
    planDay(input: PlannerInput & { budget: number; most?: number }): PracticeChoice[];
    outlook(
      input: Omit<PlannerInput, "target"> & { target: number; budget: number; budgetToday?: number },
    ): PracticeOutlook;
    chanceOn(state: MemoryState | undefined, day: number): number;
    minutesOf(list: readonly PracticeChoice[]): number;
  };
  calendar: {
    dayOf(minute: Minute): number;
    parseDate(date: string): number;
    dateOf(day: number): string;
    describeDay(day: number, month?: "short" | "long"): string;
  };
  practiceHistory: {
    idsOf(question: { id: string; formerly?: readonly string[] }): string[];
    statesOf(document: ProgressDocument, questions: readonly PracticeQuestion[]): Map<string, MemoryState>;
    minutesOn(document: ProgressDocument, questions: readonly PracticeQuestion[], day: number): number;
    isStuck(answers: readonly Answer[]): boolean;
    gradeOf(hit: number, of: number, sure: number): number;
    readiness(
      questions: readonly PracticeQuestion[],
      states: ReadonlyMap<string, MemoryState>,
      day: number,
    ): { answers: number; practiced: number; of: number };
  };
  questionFilter: {
    plainText(text: string): string;
    createFilter(choice: FilterChoice): (item: FilterItem) => boolean;
    readQuery(
      query: string,
      fields: ReadonlyMap<string, readonly string[] | null>,
    ): { values: Map<string, string>; ignored: string[] };
    writeQuery(choice: FilterChoice): string;
  };
}

declare var studyguide: StudyGuide;

/** Set by the search worker where it runs in the page itself: in a copy opened from disk. */
declare var searchReceive: ((message: unknown, reply: (data: unknown) => void) => void) | undefined;
