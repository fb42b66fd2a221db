/** Tells when something has held for a while without a break, and when it no longer does. */
export class Lasting {
  private sinceMs: number | null = null;
  private isTold = false;

  constructor(
    private readonly afterMs: number,
    private readonly tell: (holds: boolean) => void,
  ) {}

  /** Says whether it holds now. */
  see(holds: boolean, nowMs: number): void {
    if (!holds) this.sinceMs = null;
    else this.sinceMs ??= nowMs;
    const lasts = this.sinceMs !== null && nowMs - this.sinceMs >= this.afterMs;
    if (lasts === this.isTold) return;
    this.isTold = lasts;
    this.tell(lasts);
  }

  /** Nobody looks for a while: what held may hold no longer. */
  rest(): void {
    this.sinceMs = null;
  }
}
