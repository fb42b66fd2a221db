/** Starts the pages. */
import { render } from "preact";
import { openOutbox } from "./outbox.ts";
import { App } from "./pages/app.tsx";
import { registerWorker } from "./pwa/register.ts";
import "./styles/all.css";
import { isDesk } from "./pages/operator/addresses.ts";
import { countStep } from "./ui/funnel.ts";

const root = document.getElementById("app");
if (root) render(<App />, root);
void openOutbox();
registerWorker();
const isForVisitors = !isDesk(location.pathname) && !location.pathname.startsWith("/kiosk");
if (isForVisitors) countStep("opened");
