/** A component that throws at a kiosk: a sign instead of an error, and the page anew. */
import { Component, type ComponentChildren } from "preact";
import { Sign } from "./sign.tsx";

const RELOAD_MS = 4000;

export class KioskBoundary extends Component<
  { children: ComponentChildren },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
    const again = async (): Promise<void> => {
      try {
        const answer = await fetch("/api/health", { cache: "no-store" });
        if (answer.ok) location.reload();
      } catch {
        // The server is away too: asked again at the next beat.
      }
    };
    setInterval(() => void again(), RELOAD_MS);
  }

  override render(): ComponentChildren {
    return this.state.hasFailed ? <Sign about="broken" /> : this.props.children;
  }
}
