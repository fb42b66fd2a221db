/** With `make dev`: answers the studio's addresses with its own page, as the server does. */
import type { Plugin } from "vite";

const ADDRESS = /^\/studio\/[a-z][a-z0-9_]*(\?|$)/;

export function studioAddress(): Plugin {
  return {
    name: "kindlens-studio-address",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (ADDRESS.test(request.url ?? "")) request.url = "/studio/index.html";
        next();
      });
    },
  };
}
