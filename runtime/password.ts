import { closeSync, readFileSync, statSync } from "node:fs";
import { RuntimeError } from "./errors.ts";

/** Where a password comes from. Never an argument or an environment value: other processes can read those. */
export type PasswordSource =
  /** first line of a file that only its owner can read */
  | { file: string }
  /** first line of an open file descriptor, such as a pipe from a password manager; it is closed afterwards */
  | { descriptor: number }
  /** a person types it, unseen */
  | { terminal: Terminal };

/** The part of a terminal that a prompt needs: `process.stdin` and `process.stderr`. */
export type Terminal = {
  input: NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  output: { write(text: string): unknown };
};

/** The password cannot be had. Never holds a secret. */
export class PasswordError extends RuntimeError {
  override readonly name: string = "PasswordError";
}

/** Names the source in messages. */
export const sourceName = (source: PasswordSource): string => {
  if ("file" in source) return source.file;
  return "descriptor" in source ? `file descriptor ${source.descriptor}` : "the terminal";
};

/** @throws PasswordError that says what would be right */
export const readPassword = async (source: PasswordSource): Promise<string> => {
  const text = "terminal" in source ? await prompt(source.terminal) : readText(source);
  const [password = ""] = text.split(/\r?\n/);
  if (password === "") {
    throw new PasswordError(`No password came from ${sourceName(source)}. Give it there, on one line.`);
  }
  return password;
};

const readText = (source: { file: string } | { descriptor: number }): string => {
  if ("file" in source) return readPrivateFile(source.file);
  try {
    return readFileSync(source.descriptor, "utf8");
  } catch {
    throw new PasswordError(
      `File descriptor ${source.descriptor} cannot be read. Open it for the process, as in \`3< <(pass show keeper)\`.`,
    );
  } finally {
    closeQuietly(source.descriptor);
  }
};

/** A secret in a file. @throws PasswordError if it cannot be read, or can by others */
export const readPrivateFile = (path: string): string => {
  let text: string;
  let mode: number;
  try {
    text = readFileSync(path, "utf8");
    mode = statSync(path).mode;
  } catch {
    throw new PasswordError(`The password file ${path} cannot be read. Write the password into it, on one line.`);
  }
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new PasswordError(`Other users may read the file ${path}. Close it: chmod 600 ${path}`);
  }
  return text;
};

const closeQuietly = (descriptor: number): void => {
  try {
    closeSync(descriptor);
  } catch {
    // It was never open.
  }
};

const [enter, newline, interrupt, endOfInput, backspace, erase] = ["\r", "\n", "\u0003", "\u0004", "\b", "\u007f"];

/** Reads a line without showing it. */
const prompt = ({ input, output }: Terminal): Promise<string> => {
  if (input.isTTY !== true || input.setRawMode === undefined) {
    throw new PasswordError(
      "There is no terminal to ask for the password. Set KEEPER_PASSWORD_FILE or KEEPER_PASSWORD_FD.",
    );
  }
  // From here on the terminal shows nothing of what is typed.
  input.setRawMode(true);
  output.write("Password of the keystore: ");
  input.setEncoding("utf8");
  return new Promise((resolve, reject) => {
    let typed = "";
    const end = (): void => {
      input.setRawMode?.(false);
      input.off("data", read).off("end", giveUp).off("error", giveUp);
      input.pause();
      output.write("\n");
    };
    const giveUp = (): void => {
      end();
      reject(new PasswordError("No password was given."));
    };
    const read = (chunk: string): void => {
      for (const sign of chunk) {
        if (sign === enter || sign === newline || sign === endOfInput) {
          end();
          resolve(typed);
          return;
        }
        if (sign === interrupt) {
          giveUp();
          return;
        }
        typed = sign === backspace || sign === erase ? [...typed].slice(0, -1).join("") : typed + sign;
      }
    };
    input.on("data", read).on("end", giveUp).on("error", giveUp);
    input.resume();
  });
};
