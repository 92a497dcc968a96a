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
  /** Whether it has a choice for the warm-up. */
  choice?: boolean;
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

/** A question as the index file holds it; its level and kind say the rest. */
type RawPracticeQuestion = Pick<PracticeQuestion, "id" | "title" | "topic" | "level" | "kind" | "formerly" | "choice" | "minutes"> & {
  /** Positions in the list of roles; none means every role. */
  roles?: readonly number[];
};

/** A learning path, with its questions as ids, or as positions in the list of questions. */
interface PracticePath<Q> {
  id: string;
  title: string;
  url: string;
  stages: readonly { title: string; questions: readonly Q[] }[];
}

interface NamedThing {
  id: string;
  name: string;
}

interface PracticeLists {
  topics: readonly (NamedThing & { file: string })[];
  levels: readonly (NamedThing & { known: number })[];
  kinds: readonly (NamedThing & { say: number; again: number; interview: number })[];
  roles: readonly NamedThing[];
}

interface RawPracticeIndex extends PracticeLists {
  questions: readonly RawPracticeQuestion[];
  paths: readonly PracticePath<number>[];
}

interface PracticeIndex extends PracticeLists {
  questions: readonly PracticeQuestion[];
  paths: readonly PracticePath<string>[];
  byId: ReadonlyMap<string, PracticeQuestion>;
}

/** What practice shows of a question. Texts are HTML of the guide's own, URLs are relative to the root of the site. */
interface PracticeEntry {
  url: string;
  short: string;
  points: readonly string[];
  followUps: readonly { ask: string; answer: string }[];
  report?: string;
  choice?: ChoiceItem;
  picture?: EntryPicture;
}

/** The picture to draw while answering, once for each color scheme. */
interface EntryPicture {
  alt: string;
  width: number;
  height: number;
  light: string;
  dark: string;
}

interface ChoiceOption {
  text: string;
  why: string;
  right: boolean;
}

interface ChoiceItem {
  ask: string;
  options: readonly ChoiceOption[];
}

/** What is practiced: a topic, or a path; neither means all questions. */
interface PracticeScope {
  topic?: string | null;
  path?: string | null;
  /** Ids of questions that the reader has skipped since the page was opened. */
  skipped?: Set<string>;
}

interface PracticeDay {
  questions: readonly PracticeQuestion[];
  states: ReadonlyMap<string, MemoryState>;
  today: number;
  /** The day of the interview; null where none is set, or where it has passed. */
  target: number | null;
  isPast: boolean;
  /** Whether the day is too far away for a plan. */
  isFar: boolean;
  /** Minutes a day, and how many of them are left today. */
  budget: number;
  left: number;
  list: readonly PracticeChoice[];
}

type ChooseQuestion = (done: ReadonlySet<string>) => PracticeChoice | undefined;

interface SessionQuestion {
  question: PracticeQuestion;
  isNew: boolean;
  minutes: number;
  /** Whether it is asked once more, after it was missed in this session. */
  isRepeat: boolean;
}

interface PracticeSession {
  step: "ask" | "answer" | "summary";
  current: SessionQuestion | undefined;
  /** How sure the reader was of the current question. */
  sure: number;
  budget: number;
  answered: readonly (SessionQuestion & { result: AnswerResult })[];
  skipped: ReadonlySet<string>;
  /** Missed questions that are asked once more at the end. */
  repeats: readonly PracticeQuestion[];
  /** The last answer, while it can still be changed, and the session before it. */
  pending: { question: PracticeQuestion; result: AnswerResult } | undefined;
  previous: PracticeSession | undefined;
}

/** What the parts of the practice page share. */
interface PracticePageOptions {
  index: PracticeIndex;
  store: ProgressStore;
  /** What a link to the page has named; its path gives way to the plan once the reader changes that. */
  scope: PracticeScope;
  now: () => Minute;
  /** Shows a step of the session, says it to screen readers, and moves the focus. */
  announce(step: "question" | "answer" | "summary" | "warm-up", text: string, focus: HTMLElement): void;
  onStart(scope: PracticeScope): void;
  onEnd(): void;
}

interface MockInterviewWish {
  role: string;
  /** junior, middle or senior. */
  seniority: string;
  minutes: number;
  seed: string;
}

/** Of two people who hold an interview by one link, the one who asks and the one who answers. */
type MockView = "interviewer" | "candidate";

/** What was heard of one answer. */
interface MockMark {
  question: PracticeQuestion;
  hit: number;
  of: number;
  sure: number;
  /** The lines of the rubric: whether each was so. */
  lines: readonly boolean[];
}

interface MockSummary {
  hit: number;
  of: number;
  topics: { name: string; hit: number; of: number }[];
  /** For each line of the rubric in how many answers it was so. */
  lines: number[];
  sureButMissed: PracticeQuestion[];
  readNext: PracticeQuestion[];
}

interface MockCard {
  element: HTMLElement;
  question: PracticeQuestion;
  read(): Pick<MockMark, "hit" | "of" | "lines">;
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
  answerGrade: {
    gradeOf(hit: number, of: number, sure: number): number;
  };
  practiceHistory: {
    idsOf(question: { id: string; formerly?: readonly string[] }): string[];
    statesOf(document: ProgressDocument, questions: readonly PracticeQuestion[]): Map<string, MemoryState>;
    minutesOn(document: ProgressDocument, questions: readonly PracticeQuestion[], day: number): number;
    isStuck(answers: readonly Answer[]): boolean;
    readiness(
      questions: readonly PracticeQuestion[],
      states: ReadonlyMap<string, MemoryState>,
      day: number,
    ): { answers: number; practiced: number; of: number };
  };
  practicePlan: {
    /** How many days ahead an interview may be for a plan. */
    FARTHEST: number;
    completeIndex(raw: RawPracticeIndex): PracticeIndex;
    questionsOf(index: PracticeIndex, scope: PracticeScope): readonly PracticeQuestion[];
    planToday(index: PracticeIndex, document: ProgressDocument, scope: PracticeScope, now: Minute): PracticeDay;
    outlookOf(day: PracticeDay): PracticeOutlook | undefined;
    describeRange(answers: number, of: number): string;
    describeList(list: readonly PracticeChoice[]): string;
    describeNext(day: PracticeDay): string;
    describeOutlook(day: PracticeDay, expected: PracticeOutlook | undefined): string;
  };
  practiceSession: {
    begin(budget: number, choose: ChooseQuestion): PracticeSession;
    reveal(session: PracticeSession, sure: number): PracticeSession;
    answer(
      session: PracticeSession,
      result: AnswerResult,
      needsRest: boolean,
      choose: ChooseQuestion,
    ): PracticeSession;
    skip(session: PracticeSession, choose: ChooseQuestion): PracticeSession;
    stop(session: PracticeSession): PracticeSession;
    back(session: PracticeSession): PracticeSession;
    settle(session: PracticeSession): PracticeSession;
  };
  pageParts: {
    find<T extends Element>(root: ParentNode, selector: string, type: new () => T): T;
    findAll<T extends Element>(root: ParentNode, selector: string, type: new () => T): T[];
    make<N extends keyof HTMLElementTagNameMap>(name: N, text?: string): HTMLElementTagNameMap[N];
  };
  practiceStart: {
    create(root: HTMLElement, options: PracticePageOptions): { show(): void };
  };
  practiceSessionView: {
    create(root: HTMLElement, options: PracticePageOptions): { start(scope: PracticeScope): void; commit(): void };
  };
  warmUp: {
    chooseForDay(all: readonly PracticeQuestion[], day: number): PracticeQuestion[];
    start(root: HTMLElement, options: PracticePageOptions, all: readonly PracticeQuestion[]): void;
  };
  practiceData: {
    loadScript(url: URL): Promise<unknown>;
    loadIndex(): Promise<PracticeIndex>;
    loadEntry(index: PracticeIndex, question: PracticeQuestion): Promise<PracticeEntry>;
    showFragment(element: Element, html: string): void;
    urlOf(url: string): string;
  };
  mockInterview: {
    SLOTS: Record<number, readonly ("warm-up" | readonly number[])[]>;
    hash(text: string): number;
    pick(index: PracticeIndex, wish: MockInterviewWish): PracticeQuestion[];
    toFragment(questions: readonly PracticeQuestion[], view?: MockView): string;
    fromFragment(
      fragment: string,
      index: PracticeIndex,
    ): { questions: PracticeQuestion[]; missing: number; view: MockView | undefined };
    minutesOf(questions: readonly PracticeQuestion[]): number;
    summarize(index: PracticeIndex, marks: readonly MockMark[]): MockSummary;
    toText(summary: MockSummary, marks: readonly MockMark[], lineTexts: readonly string[]): string;
  };
  mockCard: {
    create(root: HTMLElement, question: PracticeQuestion, entry: PracticeEntry, where: string): MockCard;
  };
  mockSummary: {
    show(root: HTMLElement, index: PracticeIndex, marks: readonly MockMark[]): void;
    copyText(root: HTMLElement): Promise<boolean>;
  };
  progressActions: {
    connect(panel: HTMLElement, store: ProgressStore): void;
    exportFile(store: ProgressStore, guide: string): void;
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

/** What the data files of practice have brought, by their names. */
declare var studyguidePracticeData: Record<string, any>;

/** Set by the search worker where it runs in the page itself: in a copy opened from disk. */
declare var searchReceive: ((message: unknown, reply: (data: unknown) => void) => void) | undefined;

/** Set by the index in a copy opened from disk. */
declare var __index: unknown;
