/** Starts the studio of the effect that the address names. */
import { render } from "preact";
import "../../styles/tokens.css";
import "./styles/theme.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/panels.css";
import "./styles/stage.css";
import "./styles/timeline.css";
import { StudioPage } from "./studio-page.tsx";
import { loadLetters } from "./words.ts";

const root = document.getElementById("app");
const effect = /^\/studio\/([a-z][a-z0-9_]*)$/.exec(location.pathname)?.[1] ?? "";

function start(): void {
  if (root !== null) render(<StudioPage effect={effect} />, root);
}

loadLetters().then(start, start);
