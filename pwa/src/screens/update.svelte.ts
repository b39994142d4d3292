/** Registers the service worker and knows when a newer Cardinal is ready to be loaded. */

export const update = $state({ ready: false });

let waiting: ServiceWorker | null = null;

function offer(worker: ServiceWorker | null): void {
  if (!worker || !navigator.serviceWorker.controller) return; // the very first install is no update
  waiting = worker;
  update.ready = true;
}

export function keepOffline(): void {
  const container = "serviceWorker" in navigator ? navigator.serviceWorker : null;
  container?.register("/sw.js").then(
    (registration) => {
      offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
      });
    },
    () => undefined, // without a worker everything works, only not from a cold start offline
  );
}

/** Called by the learner's own tap only: a card in hand is never reloaded away. */
export function loadUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("skip-waiting");
}
