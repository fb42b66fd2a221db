/** An answer of the server that a section shows, with its ways to fail. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { noticeEnd } from "../session.ts";

export interface Asked<T> {
  answer: T | null;
  error: unknown;
  isBusy: boolean;
  /** Ask again; the old answer stays in view meanwhile. */
  reload(): Promise<void>;
  set(answer: T): void;
}

/** Ask now, whenever `key` changes, and every `everyMs`. */
export function useAnswer<T>(load: () => Promise<T>, key = "", everyMs?: number): Asked<T> {
  const [state, setState] = useState<{ answer: T | null; error: unknown; isBusy: boolean }>({
    answer: null,
    error: null,
    isBusy: true,
  });
  const turn = useRef(0);
  const ask = useRef(load);
  ask.current = load;

  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    setState((before) => ({ ...before, isBusy: true }));
    try {
      const answer = await ask.current();
      if (mine === turn.current) setState({ answer, error: null, isBusy: false });
    } catch (error) {
      noticeEnd(error);
      if (mine === turn.current) setState((before) => ({ ...before, error, isBusy: false }));
    }
  }, []);

  useEffect(() => {
    void reload();
    const timer = everyMs && setInterval(() => document.hidden || void reload(), everyMs);
    return () => {
      turn.current += 1;
      if (timer) clearInterval(timer);
    };
  }, [key, everyMs]);

  return {
    ...state,
    reload,
    set: (answer) => {
      turn.current += 1;
      setState({ answer, error: null, isBusy: false });
    },
  };
}
