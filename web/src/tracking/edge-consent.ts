/**
 * Whether this visitor lets the computer of the place track them. Asked apart from the camera, and
 * remembered in this page's memory alone: whoever opens it next is asked anew.
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

/** The visit is over; a kiosk calls this between two visitors. */
export function forgetEdgeConsent(): void {
  answer = null;
}
