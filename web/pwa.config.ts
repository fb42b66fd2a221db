/** What the service worker keeps, and how the page installs as an app. */
import type { VitePWAOptions } from "vite-plugin-pwa";

export const pwaOptions: Partial<VitePWAOptions> = {
  registerType: "prompt",
  injectRegister: null,
  manifest: false,
  workbox: {
    globPatterns: ["index.html", "assets/*.{js,css}"],
    navigateFallback: "/index.html",
    navigateFallbackDenylist: [/^\/api\//, /^\/releases\//, /^\/models\//, /^\/wasm\//],
  },
};
