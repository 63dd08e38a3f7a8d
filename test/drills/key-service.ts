import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Secp256k1 } from "ox";
import { type Address, type Hex, hexToBytes, numberToHex } from "viem";
import { LOCALHOST } from "../../runtime/ports.ts";
import type { RemoteKey } from "../../runtime/signer.ts";

/** A key that its service gives and takes: whoever asks while it is locked gets no signature. */
export type KeyService = {
  url: string;
  lock(): void;
  unlock(): void;
  /** how often it was asked while it was locked */
  refusals(): number;
  stop(): Promise<void>;
};

export const startKeyService = async (privateKey: Hex): Promise<KeyService> => {
  let locked = false;
  let refusals = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (locked) {
      refusals += 1;
      response.writeHead(403).end("locked");
      return;
    }
    const payload = (request.url ?? "").slice(1) as Hex;
    response.end(der(Secp256k1.sign({ payload, privateKey })));
  });
  await new Promise<void>((resolve) => server.listen(0, LOCALHOST, resolve));
  return {
    url: `http://${LOCALHOST}:${(server.address() as AddressInfo).port}`,
    lock: () => {
      locked = true;
    },
    unlock: () => {
      locked = false;
    },
    refusals: () => refusals,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The one file that a key in a service needs. */
export const keyOfService = (url: string, address: Address): RemoteKey => ({
  address,
  signDigest: async (digest) => {
    const response = await fetch(`${url}/${digest}`, { method: "POST" });
    if (!response.ok) throw new KeyServiceError(response.status);
    return new Uint8Array(await response.arrayBuffer());
  },
});

class KeyServiceError extends Error {
  override readonly name = "KeyServiceError";

  constructor(status: number) {
    super(`The key service answered with the status ${status}.`);
  }
}

/** As such services give a signature: `SEQUENCE { INTEGER r, INTEGER s }`. */
const der = ({ r, s }: { r: bigint; s: bigint }): Uint8Array => {
  const body = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, body.length, ...body]);
};

const integer = (value: bigint): number[] => {
  const bytes = [...hexToBytes(numberToHex(value))];
  const body = (bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes;
  return [0x02, body.length, ...body];
};
