/** The studio's page: a build of its own, so that visitors' pages carry none of it. */
import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL("studio", import.meta.url)),
  base: "/studio/",
  publicDir: false,
  plugins: [preact()],
  build: {
    target: ["chrome98", "firefox100", "safari16.4"],
    outDir: fileURLToPath(new URL("dist/studio", import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0, // The content security policy has no data: sources.
    modulePreload: { polyfill: false }, // Its inline script would be refused by the policy.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: "es" },
});
