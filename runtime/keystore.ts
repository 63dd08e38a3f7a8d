import { randomBytes, scrypt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Keystore } from "ox";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { RuntimeError } from "./errors.ts";
import { type PasswordSource, readPassword, sourceName } from "./password.ts";

type ScryptParameters = Keystore.ScryptDeriveOpts["kdfparams"];

/** A keystore or its password file is missing, malformed or does not fit. Never holds a secret. */
export class KeystoreError extends RuntimeError {
  override readonly name: string = "KeystoreError";
}

/** Cost of a new keystore: what geth and cast use. */
const SCRYPT = { n: 262_144, r: 8, p: 1, dklen: 32 } as const;

/**
 * Encrypts a key (Web3 Secret Storage v3, scrypt, as geth and cast make it) into a new file that only its owner may read.
 * @param parameters.privateKey default: a fresh random one
 * @throws KeystoreError when the file exists already: a key is never overwritten
 */
export const createKeystore = async (parameters: {
  path: string;
  passwordFile: string;
  privateKey?: Hex | undefined;
}): Promise<PrivateKeyAccount> => {
  const { path, passwordFile, privateKey = generatePrivateKey() } = parameters;
  if (existsSync(path)) throw new KeystoreError(`${path} exists already. Move it away or choose another path.`);
  const account = privateKeyToAccount(privateKey);
  const kdfparams = { ...SCRYPT, salt: randomBytes(32).toString("hex") };
  const key = await nativeScrypt(kdfparams, await readPassword({ file: passwordFile }));
  const keystore = {
    address: account.address.slice(2).toLowerCase(),
    ...Keystore.encrypt(privateKey, key, { kdf: "scrypt", kdfparams, iv: randomBytes(16) }),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(keystore)}\n`, { mode: 0o600, flag: "wx" });
  return account;
};

/**
 * Opens a keystore that only its owner can read.
 *
 * @param source where its password comes from
 * @throws KeystoreError that says what is wrong with it, PasswordError with its password
 */
export const readKeystore = async (path: string, source: PasswordSource): Promise<PrivateKeyAccount> => {
  const keystore = parseKeystore(path);
  const password = await readPassword(source);
  try {
    const key = await deriveKey(keystore, password);
    return privateKeyToAccount(Keystore.decrypt(keystore, key));
  } catch {
    // The cause is dropped on purpose: it could carry key material into a log.
    throw new KeystoreError(
      `The password in ${sourceName(source)} does not open ${path}. Check that the two belong together.`,
    );
  }
};

/** The account of a keystore, which it names in the open. Undefined when it does not. */
export const readKeystoreAddress = (path: string): Address | undefined => {
  const { address } = parseKeystore(path) as { address?: unknown };
  const text = typeof address === "string" ? `0x${address.replace(/^0x/, "")}` : "";
  return isAddress(text, { strict: false }) ? getAddress(text) : undefined;
};

/** Node's own scrypt is several times faster than the portable one, but refuses unusually small blocks. */
const deriveKey = async (keystore: Keystore.Keystore, password: string): Promise<Keystore.Key> => {
  const parameters = keystore.crypto.kdfparams;
  const isNative = "r" in parameters && Math.log2(parameters.n) < 16 * parameters.r;
  return isNative ? nativeScrypt(parameters, password) : Keystore.toKeyAsync(keystore, { password });
};

const nativeScrypt = ({ n, r, p, dklen, salt }: ScryptParameters, password: string): Promise<Hex> =>
  new Promise((resolve, reject) => {
    // Node's default limit is below what the usual cost needs: 128 * n * r bytes, and some.
    const options = { N: n, r, p, maxmem: 256 * n * r };
    scrypt(password, Buffer.from(salt, "hex"), dklen, options, (error, key) => {
      if (error) reject(error);
      else resolve(`0x${key.toString("hex")}`);
    });
  });

const parseKeystore = (path: string): Keystore.Keystore => {
  const expected = "Expected a Web3 Secret Storage file, version 3, as `cast wallet new` or geth make it.";
  let parsed: Partial<Keystore.Keystore> | undefined;
  try {
    parsed = JSON.parse(readFileSync(path, "utf8")) as Partial<Keystore.Keystore>;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : "cannot be read";
    throw new KeystoreError(`The keystore ${path} ${reason}. ${expected}`);
  }
  if (parsed?.version !== 3 || parsed.crypto?.cipher !== "aes-128-ctr") {
    throw new KeystoreError(`The keystore ${path} has another format. ${expected}`);
  }
  refuseShared(path);
  return parsed as Keystore.Keystore;
};

/** Other users of the machine could try passwords at leisure. */
const refuseShared = (path: string): void => {
  if (process.platform === "win32" || (statSync(path).mode & 0o077) === 0) return;
  throw new KeystoreError(`Other users may read the keystore ${path}. Close it: chmod 600 ${path}`);
};
