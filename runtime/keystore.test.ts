import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { createKeystore, KeystoreError, readKeystore, readKeystoreAddress } from "./keystore.ts";
import { PasswordError, readPassword } from "./password.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-keystore-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};
const privateKey = `0x${"11".repeat(32)}` as const;
const passwordFile = file("password", "correct horse\n");

describe("keystore", () => {
  it("opens what it made, and only its owner may read it", async () => {
    const path = join(folder, "deep", "keystore.json");
    const made = await createKeystore({ path, passwordFile, privateKey });
    const read = await readKeystore(path, { file: passwordFile });
    expect(read.address).toBe(made.address);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).not.toContain("1111111111");
  });

  it("opens the test vector of Web3 Secret Storage (scrypt)", async () => {
    const vector = file(
      "vector.json",
      JSON.stringify({
        crypto: {
          cipher: "aes-128-ctr",
          cipherparams: { iv: "83dbcc02d8ccb40e466191a123791e0e" },
          ciphertext: "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
          kdf: "scrypt",
          kdfparams: {
            dklen: 32,
            n: 262144,
            r: 1,
            p: 8,
            salt: "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19",
          },
          mac: "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097",
        },
        id: "3198bc9c-6672-5ab3-d995-4942343ae5b6",
        version: 3,
      }),
    );
    const account = await readKeystore(vector, { file: file("vector.password", "testpassword") });
    expect(account.address.toLowerCase()).toBe("0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b");
  });

  it("never overwrites a key", async () => {
    const path = file("taken.json", "a key");
    await expect(createKeystore({ path, passwordFile })).rejects.toThrow(`${path} exists already`);
    expect(readFileSync(path, "utf8")).toBe("a key");
  });

  it("says what is wrong without the secrets", async () => {
    const path = join(folder, "mine.json");
    await createKeystore({ path, passwordFile, privateKey });
    const wrong = file("wrong", "battery staple");
    const attempt = readKeystore(path, { file: wrong });
    await expect(attempt).rejects.toThrow(KeystoreError);
    await expect(attempt).rejects.toThrow(`The password in ${wrong} does not open ${path}.`);
    await expect(attempt).rejects.not.toThrow("battery");
    await expect(readKeystore(join(folder, "none"), { file: passwordFile })).rejects.toThrow("does not exist");
    await expect(readKeystore(file("text", "hello"), { file: passwordFile })).rejects.toThrow("cannot be read");
    await expect(readKeystore(file("v1", '{"version":1}'), { file: passwordFile })).rejects.toThrow(
      "has another format",
    );
    await expect(readKeystore(path, { file: file("empty", "\n") })).rejects.toThrow("No password came");
  });
});

describe("what others may read is refused", () => {
  it.each([0o640, 0o604, 0o666])("a keystore or password of mode %o", async (mode) => {
    const path = join(folder, `open-${mode}.json`);
    await createKeystore({ path, passwordFile, privateKey });
    chmodSync(path, mode);
    await expect(readKeystore(path, { file: passwordFile })).rejects.toThrow(`chmod 600 ${path}`);
    const open = file(`open-${mode}.password`, "correct horse");
    chmodSync(open, mode);
    await expect(readPassword({ file: open })).rejects.toThrow(`chmod 600 ${open}`);
  });
});

describe("a password", () => {
  it("comes from a file descriptor, which is closed afterwards", async () => {
    const descriptor = openSync(passwordFile, "r");
    expect(await readPassword({ descriptor })).toBe("correct horse");
    await expect(readPassword({ descriptor })).rejects.toThrow(PasswordError);
  });

  const terminalOf = (isTTY: boolean) => {
    const raw: boolean[] = [];
    let shown = "";
    const input = Object.assign(new PassThrough(), { isTTY, setRawMode: (on: boolean) => raw.push(on) });
    const output = {
      write: (text: string) => {
        shown += text;
      },
    };
    return { terminal: { input, output }, raw, shown: () => shown };
  };

  it("is typed unseen, with corrections", async () => {
    const { terminal, raw, shown } = terminalOf(true);
    const typed = readPassword({ terminal });
    terminal.input.write("corrx");
    terminal.input.write("\u007fect horse\r");
    expect(await typed).toBe("correct horse");
    expect(raw).toEqual([true, false]);
    expect(shown()).toBe("Password of the keystore: \n");
  });

  it("is not asked for where nobody can type, and Ctrl-C gives none", async () => {
    await expect(readPassword({ terminal: terminalOf(false).terminal })).rejects.toThrow("KEEPER_PASSWORD_FILE");
    const { terminal, raw } = terminalOf(true);
    const typed = readPassword({ terminal });
    terminal.input.write("corr\u0003");
    await expect(typed).rejects.toThrow("No password was given");
    expect(raw).toEqual([true, false]);
  });
});

it("a keystore names its account without the password", async () => {
  const path = join(folder, "named.json");
  const { address } = await createKeystore({ path, passwordFile, privateKey });
  expect(readKeystoreAddress(path)).toBe(address);
});
