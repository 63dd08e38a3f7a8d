export type BaseErrorOptions = {
  /** what happened exactly, one line each */
  details?: readonly string[] | undefined;
  cause?: unknown;
};

/** Parent of every error that Scrip's TypeScript throws: a short message that says what to do, then details. */
export class BaseError extends Error {
  override readonly name: string = "BaseError";
  readonly shortMessage: string;
  readonly details: readonly string[];

  constructor(shortMessage: string, { details = [], cause }: BaseErrorOptions = {}) {
    super(
      [shortMessage, ...details.map((line) => `  ${line}`)].join("\n"),
      cause === undefined ? undefined : { cause },
    );
    this.shortMessage = shortMessage;
    this.details = details;
  }
}
