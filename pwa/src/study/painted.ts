/** Work that can wait until the learner sees what there is to see. */

const LATEST_MS = 500;

/** Resolves behind the next frame, or soon in any case: a hidden page has none. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestAnimationFrame !== "function") return void setTimeout(resolve);
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LATEST_MS);
  });
