import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createKeystore, KeystoreError, readKeystore } from "./keystore.ts";

const folder = mkdtempSync(join(tmpdir(), "scrip-keystore-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const privateKey = `0x${"11".repeat(32)}` as const;
const passwordFile = file("password", "correct horse\n");

describe("keystore", () => {
  it("opens what it made, and only its owner may read it", async () => {
    const path = join(folder, "deep", "keystore.json");
    const made = await createKeystore({ path, passwordFile, privateKey });
    const read = await readKeystore(path, passwordFile);
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
    const account = await readKeystore(vector, file("vector.password", "testpassword"));
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
    const attempt = readKeystore(path, wrong);
    await expect(attempt).rejects.toThrow(KeystoreError);
    await expect(attempt).rejects.toThrow(`The password in ${wrong} does not open ${path}.`);
    await expect(attempt).rejects.not.toThrow("battery");
    await expect(readKeystore(join(folder, "none"), passwordFile)).rejects.toThrow("does not exist");
    await expect(readKeystore(file("text", "hello"), passwordFile)).rejects.toThrow("cannot be read");
    await expect(readKeystore(file("v1", '{"version":1}'), passwordFile)).rejects.toThrow("has another format");
    await expect(readKeystore(path, file("empty", "\n"))).rejects.toThrow("is empty");
  });
});
