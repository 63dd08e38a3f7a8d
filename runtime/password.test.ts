import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { PasswordError, readPassword } from "./password.ts";

/** A terminal that remembers what was shown on it, and whether it would echo what is typed. */
const pseudoTerminal = () => {
  const modes: boolean[] = [];
  const shown: string[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) });
  const output = { write: (text: string) => shown.push(text) };
  return { input, terminal: { input, output }, modes, shown: () => shown.join("") };
};
const interrupt = "\u0003";
const endOfInput = "\u0004";
const erase = "\u007f";

describe("the prompt for a password", () => {
  it.each([
    ["until Enter", ["sec", "ret\r"], "secret"],
    ["until a new line", ["secret\n"], "secret"],
    ["until the end of input", [`secret${endOfInput}`], "secret"],
    ["and takes back what is erased", [`sex${erase}cret\r`], "secret"],
    ["and takes back with the other key too", ["sex\bcret\r"], "secret"],
    ["and takes back no more than there is", [`x${erase}${erase}${erase}secret\r`], "secret"],
    ["and takes back a whole sign", [`🔑${erase}secret\r`], "secret"],
    ["with all its signs", ["pä ss🔑\r"], "pä ss🔑"],
    ["and nothing after it", ["secret\rls -la\r"], "secret"],
  ])("reads %s", async (_what, chunks, password) => {
    const { input, terminal, modes, shown } = pseudoTerminal();
    const listeners = () => ["data", "end", "error"].map((event) => input.listenerCount(event));
    const before = listeners();
    const reading = readPassword({ terminal });
    for (const chunk of chunks) input.write(chunk);
    expect(await reading).toBe(password);
    expect(modes).toEqual([true, false]);
    expect(shown()).toBe("Password of the keystore: \n");
    expect([listeners(), input.isPaused()]).toEqual([before, true]);
  });

  it("is in raw mode, in which nothing is echoed, before it asks", async () => {
    const { input, terminal, modes, shown } = pseudoTerminal();
    const before: boolean[][] = [];
    terminal.output.write = (text) => {
      before.push([...modes]);
      return shown().length + text.length;
    };
    const reading = readPassword({ terminal });
    expect(before).toEqual([[true]]);
    input.write("x\r");
    await reading;
  });

  it.each([
    ["Ctrl-C", (input: PassThrough) => input.write(`half${interrupt}\r`)],
    ["a terminal that goes away", (input: PassThrough) => input.end("half")],
    ["a terminal that breaks", (input: PassThrough) => input.destroy(new Error("EIO"))],
  ])("ends with %s, shows nothing and leaves the terminal as it was", async (_what, happen) => {
    const { input, terminal, modes, shown } = pseudoTerminal();
    const reading = readPassword({ terminal });
    happen(input);
    await expect(reading).rejects.toThrow(PasswordError);
    await expect(reading).rejects.not.toThrow("half");
    expect(modes).toEqual([true, false]);
    expect(shown()).not.toContain("half");
  });

  it("asks for one that is not empty", async () => {
    const { input, terminal } = pseudoTerminal();
    const reading = readPassword({ terminal });
    input.write("\r");
    await expect(reading).rejects.toThrow("No password came from the terminal");
  });

  it("needs a terminal", async () => {
    const { terminal, shown } = pseudoTerminal();
    Object.assign(terminal.input, { isTTY: false });
    await expect(readPassword({ terminal })).rejects.toThrow("Set KEEPER_PASSWORD_FILE or KEEPER_PASSWORD_FD");
    expect(shown()).toBe("");
  });
});
