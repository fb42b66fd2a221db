/** Starts the pages. */
import { render } from "preact";
import { openOutbox } from "./outbox.ts";
import { App } from "./pages/app.tsx";
import { registerWorker } from "./pwa/register.ts";
import "./styles/all.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
void openOutbox();
registerWorker();
