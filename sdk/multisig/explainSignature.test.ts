import { type Hex, hashTypedData, numberToHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { explainSignature, mirrorOf } from "./explainSignature.ts";
import { typedDataOf } from "./typedData.ts";
import { signerOf } from "./verifySignature.ts";

const account = mnemonicToAccount("test test test test test test test test test test test junk");
const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;
const call = {
  authority: 1,
  target: at(1),
  data: "0x12345678",
  salt: numberToHex(1, { size: 32 }),
  deadline: 9,
} as const;
const here = { chainId: 31_337, multisig: at(2), epoch: 5 };
const typedData = typedDataOf(call, here);
const digest = hashTypedData(typedData);
const explain = (signature: Hex) =>
  explainSignature({ ...here, signer: account.address, signature, call, multisigs: [at(2), at(3)] });
const signedOver = (changes: Partial<typeof here>) => account.signTypedData(typedDataOf(call, { ...here, ...changes }));

describe("explainSignature", () => {
  test("behavior: says what was signed instead, and what would be right", async () => {
    const right = await account.signTypedData(typedData);
    const lowV = `${right.slice(0, -2)}${right.endsWith("1b") ? "00" : "01"}` as Hex;
    expect(await explain(await signedOver({ chainId: 1 }))).toBe("It is for chain 1. Sign for chain 31337.");
    expect(await explain(await signedOver({ epoch: 3 }))).toBe(
      "It was given in epoch 3 of the authority, which has passed. Sign for epoch 5.",
    );
    expect(await explain(await signedOver({ multisig: at(3) }))).toBe(
      `It is for the contract ${at(3)}. Sign for ${at(2)}.`,
    );
    expect(await explain(await account.signMessage({ message: { raw: digest } }))).toBe(
      "It was signed as a personal message. Sign the typed data (eth_signTypedData_v4).",
    );
    expect(await explain(mirrorOf(right))).toBe(
      "Its s is in the upper half. Send the order minus s, with the other v.",
    );
    expect(await explain(lowV)).toMatch(/^Its last byte is [01]\. Send 2[78] instead\.$/);
    expect(await explain(right.slice(0, -2) as Hex)).toMatch(/short form of 64 bytes/);
    expect(await explain("0x")).toBe(
      `It is not ${account.address}'s over this call. Sign the typed data: chain 31337, contract ${at(2)}, epoch 5, digest ${digest}.`,
    );
    expect(await explain(`0x${"ff".repeat(65)}`)).toMatch(/^It is not/);
    expect(await explain(`0x${"00".repeat(65)}`)).toMatch(/^It is not/);
  });

  test("behavior: of a wallet contract it says that its owners sign, and of which epoch the signature is", async () => {
    const explainWallet = (accepted: Hex | undefined) =>
      explainSignature({
        ...here,
        signer: at(7),
        signature: "0x1234",
        call,
        multisigs: [at(2)],
        askWallet: async (asked) => asked === accepted,
      });
    expect(await explainWallet(undefined)).toBe(
      `${at(7)} is a wallet contract, and does not accept it (ERC-1271). Its owners sign the digest ${digest} in the wallet's own way; are all the signatures there that it needs?`,
    );
    expect(await explainWallet(hashTypedData(typedDataOf(call, { ...here, epoch: 4 })))).toBe(
      "It was given in epoch 4 of the authority, which has passed. Sign for epoch 5.",
    );
  });

  test("behavior: an account with a key and code is told of its key's mistake first", async () => {
    const signature = await signedOver({ chainId: 1 });
    const parameters = {
      ...here,
      signer: account.address,
      signature,
      call,
      multisigs: [],
      askWallet: async () => false,
    };
    expect(await explainSignature(parameters)).toBe("It is for chain 1. Sign for chain 31337.");
  });

  test("behavior: the mirror of a signature is of the same key, and is not taken", async () => {
    const right = await account.signTypedData(typedData);
    expect(await signerOf(digest, right)).toBe(account.address);
    expect(mirrorOf(mirrorOf(right))).toBe(right);
    expect(await signerOf(digest, mirrorOf(right))).toBeUndefined();
  });
});
