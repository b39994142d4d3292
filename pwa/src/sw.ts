/** The service worker: keeps one whole version of the app, answers from it, and changes only when told to. */
import { wayOf } from "./sw/way";

declare const self: ServiceWorkerGlobalScope & { CARDINAL: { version: string; files: string[] } };

const { version, files } = self.CARDINAL;
const CACHE = `cardinal-${version}`;
const kept = new Set(files);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldVersions().then(() => self.clients.claim()));
});

async function dropOldVersions(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("cardinal-") && name !== CACHE).map((n) => caches.delete(n)),
  );
}

self.addEventListener("fetch", (event) => {
  const way = wayOf(event.request, self.location.origin, kept);
  if (way !== "network") event.respondWith(fromCache(way === "page" ? "/" : event.request));
});

/** Should the browser have cleared the cache, the network is asked. */
async function fromCache(request: Request | string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

/** A page says when: never in the middle of a card. */
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") void self.skipWaiting();
});
