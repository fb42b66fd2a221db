/** The page of `kindlens sheet`: a build of its own, so that visitors' pages carry none of it. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL("sheet", import.meta.url)),
  publicDir: false,
  build: {
    target: ["chrome98", "firefox100", "safari16.4"],
    outDir: fileURLToPath(new URL("../build/sheet", import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false }, // Its inline script would be refused by the policy.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
