// Ends the service worker of the hosted page: serve this file as sw.js. Plans are not touched; they are not in caches.
const OWN = `dms-preflight:${new URL(registration.scope).pathname}:`;

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
})()));
