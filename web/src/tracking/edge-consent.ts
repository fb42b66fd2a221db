/**
 * Whether this visitor lets the computer of the place track them. Asked apart from the camera, and
 * remembered in this page's memory alone: whoever opens it next is asked anew. (A kiosk, whose page
 * stays open for many visitors, never asks: it is the computer of the place.)
 */
let answer: "yes" | "no" | null = null;

export function mayUseEdge(): boolean {
  return answer === "yes";
}

/** Whether nobody has been asked yet. */
export function isEdgeUnasked(): boolean {
  return answer === null;
}

export function answerEdge(agreed: boolean): void {
  answer = agreed ? "yes" : "no";
}
