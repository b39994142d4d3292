/** The plan of an exam, worked out anew when what it rests on changed; the one before stands until then. */
import type { App, Insight, PlanAhead } from "../../study/app";
import { watch } from "../watch";

const RESTS_ON = ["minutes_a_day", "weekdays_off", "breaks", "new_cap", "desired_retention", "exams"];

export function planningFor(
  app: () => App,
  insight: () => Insight | null,
  exam: () => string | null,
): { readonly plan: PlanAhead | null } {
  let plan = $state.raw<PlanAhead | null>(null);
  let now = $derived(watch(app()));
  let key = $derived.by(() => {
    const names = [...RESTS_ON, `exam.${exam()}.date`];
    const done = now().today();
    return JSON.stringify([
      exam(),
      done.studyDay,
      done.doneCards,
      ...names.map((name) => now().setting(name)),
    ]);
  });
  let begun = ""; // much changes that no plan rests on
  $effect(() => {
    const [door, id, wanted] = [insight(), exam(), key];
    if (!door || id === null || wanted === begun) return;
    begun = wanted;
    door.plan(id).then(
      (found) => {
        if (wanted === begun) plan = found;
      },
      () => undefined, // the exam left this phone meanwhile; what stands stays
    );
  });
  return {
    get plan() {
      return plan?.exam.id === exam() ? plan : null;
    },
  };
}
