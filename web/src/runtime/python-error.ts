/** An exception that an effect's Python raised, with its traceback for the effect's author. */
export class EffectError extends Error {
  /** Python's name of the exception, such as "ValueError". */
  readonly type: string;

  constructor(type: string, traceback: string, options?: ErrorOptions) {
    super(traceback, options);
    this.name = "EffectError";
    this.type = type;
  }
}

/** Whether Python raised it, and so has put itself in order again. */
export function isRaisedByPython(error: unknown): error is Error {
  return error instanceof Error && error.name === "PythonError";
}

/** Returns MicroPython's error as an EffectError; anything else comes back as it is. */
export function asEffectError(error: unknown): unknown {
  if (!isRaisedByPython(error)) return error;
  const type = "type" in error ? String(error.type) : "Exception";
  return new EffectError(type, error.message, { cause: error });
}
