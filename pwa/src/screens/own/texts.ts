/** What was written about a card, in words for people. */
import { inWords, namesIn } from "../../media/references";
import type { Fields, FieldVersions, Writing } from "../../study/app";

export const isDeleted = ({ fields, alive }: Writing): boolean => fields["created"] === true && !alive;

export const textOf = (writing: Writing | undefined, field: keyof Fields): string => {
  const value = writing?.fields[field];
  return typeof value === "string" ? value : "";
};

/** As lists show it: pictures and sounds are what they are called. */
export const toldOf = (writing: Writing | undefined, field: keyof Fields): string =>
  inWords(textOf(writing, field));

const names: Record<string, string> = {
  prompt: "Question",
  answer: "Answer",
  why: "Why",
  note: "Note",
  topic: "Topic",
  form: "Form",
  deleted: "Deleted",
};
/** What is fixed at creation has no earlier version to speak of. */
export const fieldName = (field: string): string => names[field] ?? field;

const shapes: Record<string, string> = { basic: "Question and answer", cloze: "Gaps in a text" };

export function valueText(field: string, value: unknown, topicName: (id: string) => string): string {
  if (field === "deleted") return value === true ? "deleted" : "brought back";
  if (value === "" || typeof value !== "string") return "(empty)";
  if (field === "form") return shapes[value] ?? value;
  return field === "topic" ? topicName(value) : inWords(value);
}

/** Fields that were written more than once, so that there is something to look back at. */
export const withEarlier = (fields: readonly FieldVersions[]): FieldVersions[] =>
  fields.filter(({ field, versions }) => field !== "created" && versions.length > 1);

export interface Draft {
  form: "basic" | "cloze";
  prompt: string;
  answer: string;
  why: string;
  topic: string;
}

export const draftOf = (writing: Writing | undefined): Draft => ({
  form: textOf(writing, "form") === "cloze" ? "cloze" : "basic",
  prompt: textOf(writing, "prompt"),
  answer: textOf(writing, "answer"),
  why: textOf(writing, "why"),
  topic: textOf(writing, "topic"),
});

/** Whether a text of it speaks of a picture or a sound, which looks odd where it is typed. */
export const speaksOfMedia = (draft: Draft): boolean =>
  Object.values(draft).some((text: string) => namesIn(text).length > 0);

/** What the learner changed since the form was opened: nothing else is stored, so that another device's edit of another field stands. */
export const changed = (opened: Draft, draft: Draft): Partial<Draft> =>
  Object.fromEntries(
    Object.entries(draft).filter(([field, value]) => value !== opened[field as keyof Draft]),
  );

/** What is missing before the draft is a card; null when it is one. */
export function lacking({ form, prompt, answer }: Draft): string | null {
  if (form === "cloze")
    return /\{\{.*\S.*?\}\}/.test(prompt)
      ? null
      : "Put two curly brackets around what is asked for, like {{this}}.";
  if (!prompt.trim()) return "Write the question first.";
  return answer.trim() ? null : "Write the answer too: you grade yourself against it.";
}
