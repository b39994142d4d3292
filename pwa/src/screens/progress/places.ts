/** The screens that tell of the way to an exam, as one more step from the start. */
export const places = {
  progress: () => import("../Progress.svelte"),
  weak: () => import("../Weak.svelte"),
  plan: () => import("../Plan.svelte"),
  predictions: () => import("../Predictions.svelte"),
  rate: () => import("../Rate.svelte"),
  statistics: () => import("../Statistics.svelte"),
};
