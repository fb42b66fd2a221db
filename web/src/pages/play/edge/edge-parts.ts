/** What is shown where the computer of this place may track: few servers do, so it comes late. */
export { EdgeChoice } from "./edge-choice.tsx";
export { EdgeNote } from "./edge-note.tsx";
export { EdgeConsent, EdgeDialog } from "./edge-question.tsx";
