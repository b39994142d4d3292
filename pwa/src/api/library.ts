/** The shape of GET /api/library: what there is to learn. HTML in it is rendered and sanitised by the server. */

export type Html = string;
export interface Source {
  title: string;
  url: string;
}

interface Versioned {
  id: string;
  retired: boolean;
  changed_in: number;
}

export interface ExamTask {
  id: string;
  name: string;
  coverage: "full" | "partial" | "none";
  missing?: string;
}
export interface ExamDomain {
  id: string;
  name: string;
  /** Percent of the exam's scored questions. */
  weight: number;
  tasks: ExamTask[];
  /** Share of the tasks covered, 0..1. */
  coverage: number;
}
export interface ExamConcept {
  domain: string;
  importance: number;
  share: number;
  /** One sentence of plain text: why this concept counts 3. Absent on all others. */
  reason?: string;
}
export interface LibraryExam extends Versioned {
  code: string;
  name: string;
  provider: string;
  status: { state: "retired" | "available" | "beta" | "announced"; since: string | null; note: string };
  questions: number;
  scored: number;
  minutes: number;
  pass_mark: number;
  scale: [number, number];
  item_types: string[];
  source: Source;
  verified_on: string;
  domains: ExamDomain[];
  /** By concept id; the shares of a domain's concepts sum to weight / 100. */
  concepts: Record<string, ExamConcept>;
}

export interface LibraryTopic extends Versioned {
  name: string;
}

export interface LibraryConcept extends Versioned {
  topic: string;
  name: string;
  summary: Html;
  related: string[];
  confusable: string[];
  status: { state: string; since?: string | null; note: string } | null;
  source: Source;
  verified_on: string;
}

export interface ChoiceOption {
  html: Html;
  right: boolean;
  why: Html;
}
export interface ComputeInstance {
  prompt: Html;
  answer: number;
  tolerance: number;
  unit: string;
  work: Html;
}
interface AnyCard extends Versioned {
  version: number;
  concept: string;
  /** The others of a contrast. */
  concepts: string[];
  /** Asks to decide, to explain, to compare or to compute. */
  applies: boolean;
  prompt: Html;
  why: Html;
  not: Html | null;
  source: Source;
  verified_on: string;
}
export type AnswerCard = AnyCard & { form: "basic" | "cloze" | "contrast"; answer: Html };
export type ChoiceCard = AnyCard & { form: "choice"; options: ChoiceOption[]; choose: number };
export type ComputeCard = AnyCard & { form: "compute"; instances: ComputeInstance[] };
export type OrderCard = AnyCard & { form: "order"; steps: Html[] };
export type MatchCard = AnyCard & { form: "match"; pairs: { left: Html; right: Html }[] };
export type LibraryCard = AnswerCard | ChoiceCard | ComputeCard | OrderCard | MatchCard;

export type Constraint =
  | "overhead"
  | "cost"
  | "latency"
  | "scale"
  | "security"
  | "quality"
  | "explainability"
  | "reliability"
  | "effort"
  | "soundness";
/** An option of a practice question; `concept` is what the right one was confused with. */
export type QuestionOption = ChoiceOption & { concept: string | null };
export interface LibraryQuestion extends Versioned {
  version: number;
  /** One to three; the first that an exam asks for decides its domain there. */
  concepts: string[];
  constraint: Constraint;
  difficulty: number;
  prompt: Html;
  options: QuestionOption[];
  choose: number;
  source: Source;
  verified_on: string;
}

export interface LibraryAnswer {
  version: number;
  exams: LibraryExam[];
  topics: LibraryTopic[];
  concepts: LibraryConcept[];
  cards: LibraryCard[];
  questions: LibraryQuestion[];
}
