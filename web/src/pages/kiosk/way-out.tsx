/**
 * The host's way out: hold the upper left corner for three seconds, then the code. Nothing on the
 * screen tells of it; who does not know the code finds a keypad that closes by itself.
 */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, post } from "../../api.ts";
import { navigate } from "../../ui/router.tsx";
import { useKioskTexts } from "./words.ts";

const HOLD_MS = 3000;
const CLOSES_MS = 20_000;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
const DIGITS_MIN = 4;
const DIGITS_MAX = 12;
const TOO_MANY_REQUESTS = 429;

export function WayOut(): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const timer = useRef(0);
  const hold = (): void => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setAsking(true), HOLD_MS);
  };
  const release = (): void => window.clearTimeout(timer.current);
  return isAsking ? (
    <Keypad onClose={() => setAsking(false)} />
  ) : (
    <div
      class="way-out"
      data-testid="way-out"
      aria-hidden="true"
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
    />
  );
}

function Keypad({ onClose }: { onClose(): void }): JSX.Element {
  const { t } = useKioskTexts();
  const [code, setCode] = useState("");
  const [told, setTold] = useState<"wrong" | "wait" | "away" | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const timer = setTimeout(onClose, CLOSES_MS);
    return () => clearTimeout(timer);
  }, [code]);
  const enter = async (): Promise<void> => {
    const given = code;
    setCode("");
    try {
      await post("/api/kiosk/host/session", { code: given });
      navigate("/kiosk/host");
    } catch (error) {
      const isApi = error instanceof ApiError;
      setTold(isApi ? (error.status === TOO_MANY_REQUESTS ? "wait" : "wrong") : "away");
    }
  };
  const type = (digit: string): void => setCode((before) => (before + digit).slice(0, DIGITS_MAX));
  const press = (event: KeyboardEvent): void => {
    if (/^\d$/.test(event.key)) type(event.key);
    else if (event.key === "Backspace") setCode((before) => before.slice(0, -1));
  };
  return (
    <dialog
      ref={dialog}
      class="keypad paper"
      aria-labelledby="keypad"
      data-testid="keypad"
      onCancel={onClose}
      onKeyDown={press}
    >
      <h2 id="keypad">{t("keypad.title")}</h2>
      <p class="keypad-code" aria-live="polite">
        {"●".repeat(code.length) || "·"}
      </p>
      <p class="keypad-told" role="status">
        {told && t(`keypad.${told}`)}
      </p>
      <div class="keypad-keys">
        {DIGITS.map((digit) => (
          <button key={digit} type="button" class="button" onClick={() => type(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" class="button" onClick={onClose}>
          {t("keypad.close")}
        </button>
        <button type="button" class="button" onClick={() => type("0")}>
          0
        </button>
        <button
          type="button"
          class="button button-main"
          data-testid="keypad-enter"
          disabled={code.length < DIGITS_MIN}
          onClick={() => void enter()}
        >
          {t("keypad.enter")}
        </button>
      </div>
    </dialog>
  );
}
