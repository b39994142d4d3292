/** One card on the table, with everything its screen needs, from the session's current item. */
import { daysAfter } from "../scheduling/due";
import type { Rating } from "../scheduling/events";
import { hash, shuffled } from "../selection/dice";
import type { GradePreview, LibraryCard, LibraryConcept, Showing } from "./types";
import type { Desk } from "./desk";
import { daysLabel, whyLine } from "./lines";
import { isOwn } from "./own-id";
import { isNew, type Current, type Frame } from "./record";

const RATINGS: readonly Rating[] = [1, 2, 3, 4];

function thingsToShuffle(card: LibraryCard): number {
  if (card.form === "choice") return card.options.length;
  if (card.form === "order") return card.steps.length;
  return card.form === "match" ? card.pairs.length : 0;
}

/** Where Cardinal plans to show it on another day than it fades; null where it is the same. */
function plannedLabel(desk: Desk, concept: string, days: number): string | null {
  const planned = days === 0 ? 0 : desk.plannedIn(concept, days);
  if (planned === null) return "after the exam";
  return daysLabel(planned) === daysLabel(days) ? null : daysLabel(planned);
}

function previews(desk: Desk, cardId: string, concept: string): GradePreview[] {
  const state = desk.ledger.card(cardId);
  const forgetting = desk.ledger.forgetting();
  return RATINGS.map((rating) => {
    // A failed card comes back in this session, whatever its next due day.
    const days = rating === 1 ? 0 : daysAfter(state, rating, desk.ledger.today(), forgetting);
    return { rating, days, label: daysLabel(days), planned: plannedLabel(desk, concept, days) };
  });
}

function frameOf(desk: Desk, { item, again }: Current, card: LibraryCard, concept: LibraryConcept): Frame {
  const topicName = desk.library.topics.get(concept.topic)?.name ?? "";
  return {
    topicName,
    domainName: desk.place(concept.id)?.domainName ?? topicName,
    line: whyLine(item.why, { ...desk.whyFacts(concept, card.id), sure: item.sure }),
    introduce: isNew(item.why) && !again && !isOwn(card.id) && desk.isNewConcept(concept.id),
  };
}

/** null when the card's texts are not in memory. */
export function showingOf(desk: Desk, current: Current): Showing | null {
  const { item, uid } = current;
  const card = desk.library.cards.get(item.card);
  const concept = card && desk.library.concepts.get(card.concept);
  if (!card || !concept) return null;
  const state = desk.ledger.card(card.id);
  const seed = hash(uid);
  const { line, ...frame } = current.frame ?? frameOf(desk, current, card, concept);
  let preview: GradePreview[] | null = null;
  return {
    uid,
    card,
    concept,
    ...frame,
    why: { code: item.why, line },
    seed,
    instance: card.form === "compute" ? (card.instances[seed % card.instances.length] ?? null) : null,
    optionOrder: shuffled(thingsToShuffle(card), seed),
    get preview() {
      return (preview ??= previews(desk, card.id, concept.id));
    },
    flag: state.flag,
    starred: state.starred,
    suspended: state.suspended,
    note: String(desk.ledger.written().get(card.id)?.fields["note"] ?? ""),
  };
}
