import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { pwaOptions } from "./pwa.config.ts";
import { siteWords } from "./scripts/site-words.ts";
import { studioAddress } from "./scripts/studio-address.ts";
import { wasmFiles } from "./scripts/wasm-files.ts";

// `make dev` runs this server in front of the Python one, which answers everything but the pages.
const server = process.env.KINDLENS_SERVER ?? "http://localhost:8080";

export default defineConfig({
  plugins: [preact(), wasmFiles(), siteWords(), studioAddress(), VitePWA(pwaOptions)],
  // Chrome 98 reads class fields as they stand; WASM SIMD, module workers and WebGL2 need hardly less.
  build: {
    target: ["chrome98", "firefox100", "safari16.4"],
    assetsInlineLimit: 0, // The content security policy has no data: sources.
    modulePreload: { polyfill: false }, // Its inline script would be refused by the policy.
    reportCompressedSize: false,
  },
  worker: { format: "es" },
  server: {
    port: 5173,
    fs: { allow: [".."] }, // The font lies in the repository's assets folder.
    proxy: {
      "/api": { target: server, ws: true },
      "/releases": { target: server },
      "/models": { target: server },
    },
  },
});
