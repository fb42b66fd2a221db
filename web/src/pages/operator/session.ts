/** Who is signed in at the desk in this browser. */
import { ApiError } from "../../api.ts";
import { createStore } from "../../ui/store.ts";
import { carryToken, change, read, type Session, type SessionAnswer } from "./desk-api.ts";

export type SessionState =
  | { at: "looking" }
  | { at: "unreachable" }
  | { at: "nobody"; hasEnded: boolean }
  | { at: "signed_in"; session: Session };

export const session = createStore<SessionState>({ at: "looking" });

function take(answer: SessionAnswer, hasEnded = false): void {
  carryToken(answer.session);
  session.set(
    answer.session ? { at: "signed_in", session: answer.session } : { at: "nobody", hasEnded },
  );
}

export async function lookUp(): Promise<void> {
  session.set({ at: "looking" });
  try {
    take(await read<SessionAnswer>("session"));
  } catch {
    session.set({ at: "unreachable" });
  }
}

export async function signIn(name: string, password: string): Promise<void> {
  take(await change<SessionAnswer>("POST", "session", { name, password }));
}

export async function signOut(): Promise<void> {
  await change("DELETE", "session");
  take({ session: null });
}

export async function changePassword(old: string, chosen: string): Promise<void> {
  take(await change<SessionAnswer>("PUT", "password", { old, new: chosen }));
}

/** Go back to signing in when an answer says that the session has ended. */
export function noticeEnd(error: unknown): void {
  if (error instanceof ApiError && error.code === "not_signed_in") take({ session: null }, true);
}

export function mayChange(state: SessionState): boolean {
  return state.at === "signed_in" && state.session.role === "operator";
}
