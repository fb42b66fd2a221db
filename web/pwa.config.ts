/**
 * What the service worker keeps, and how the page installs as an app.
 *
 * The shell is kept whole, and a play's parts as they come, so a second visit transfers nothing but
 * the question whether the worker has changed. Answers of the server are never kept.
 */
import type { VitePWAOptions } from "vite-plugin-pwa";

/** Large files whose address changes with their content; fetched when a play needs them. */
const IMMUTABLE = /\/(wasm|models|releases|assets)\//;
/** What only some need, and what would race with a first play's models. Kept once it was used. */
const NOT_AHEAD = [
  // Parts of a play.
  "tracker-realm",
  "video-keeper",
  "meshopt_",
  "GLTFLoader",
  "face-aging",
  // Pages of their own, the words that two of them share, and the letters that only such show.
  "impact",
  "operator-page",
  "kiosk-page",
  "host-page",
  "words-",
  "verify-",
  "https-page",
  "noto-sans-sc-more-*.woff2",
];

export const pwaOptions: Partial<VitePWAOptions> = {
  registerType: "autoUpdate",
  injectRegister: null,
  manifest: false,
  workbox: {
    globPatterns: ["index.html", "assets/*", "*.webmanifest"],
    globIgnores: NOT_AHEAD.map((part) => `assets/${part}*`),
    navigateFallback: "/index.html",
    navigateFallbackDenylist: [/^\/api\//, /^\/(h|studio)\//, /^\/(wasm|models|releases|assets)\//],
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
    runtimeCaching: [
      {
        urlPattern: IMMUTABLE,
        handler: "CacheFirst",
        options: {
          cacheName: "immutable",
          expiration: { maxEntries: 48, purgeOnQuotaError: true },
          cacheableResponse: { statuses: [200] },
        },
      },
    ],
  },
};
