import { encodeErrorResult, type Hex, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import { errorsAbi } from "../../abis/errors.ts";
import { restrictions } from "../restrictions.ts";
import { decodeRefusal, refusalOf } from "./decodeRefusal.ts";

const account = "0x00000000000000000000000000000000000000A1";
const notDue = encodeErrorResult({ abi: errorsAbi, errorName: "LockupModule_NotDue", args: [7n, 1_800_000_000] });
const refused = (code: number): Hex =>
  encodeErrorResult({
    abi: errorsAbi,
    errorName: "SecurityToken_TransferRefused",
    args: [code, account, account, 5n],
  });

/** Errors as they reach us: the revert data lies somewhere in the chain of causes. */
const inside = (data: unknown) => new Error("call failed", { cause: Object.assign(new Error("rpc"), { data }) });

describe("decodeRefusal", () => {
  test("behavior: name, arguments and a sentence", () => {
    expect(decodeRefusal(inside(notDue))).toEqual({
      name: "LockupModule_NotDue",
      args: [7n, 1_800_000_000],
      sentence: "Lockup module: not due (lot id 7, due at 1800000000).",
    });
  });

  test("behavior: data in an object, as some nodes send it", () => {
    expect(decodeRefusal(inside({ data: notDue }))?.name).toBe("LockupModule_NotDue");
  });

  test("behavior: a refused transfer gives the restriction's sentence, for each of them", () => {
    for (const restriction of restrictions) {
      expect(refusalOf(refused(restriction.code))).toMatchObject({ restriction, sentence: restriction.sentence });
    }
  });

  test("behavior: a restriction that is newer than this version", () => {
    const newer = restrictions.length;
    expect(refusalOf(refused(newer))).toMatchObject({ sentence: `The transfer is refused with code ${newer}.` });
    expect(refusalOf(refused(newer)).restriction).toBeUndefined();
  });

  test("behavior: a module that refuses is named, with its own reason", () => {
    const refusedFor = (reason: Hex) =>
      refusalOf(
        encodeErrorResult({
          abi: errorsAbi,
          errorName: "SecurityToken_ModuleRefused",
          args: [account, reason, account, account, 5n],
        }),
      ).sentence;
    const begin = `The module ${account} refuses the transfer.`;
    expect(refusedFor(notDue)).toBe(`${begin} Lockup module: not due (lot id 7, due at 1800000000).`);
    expect(refusedFor("0x")).toBe(`${begin} It gives no reason.`);
    expect(refusedFor("0xdeadbeef")).toBe(`${begin} The contract refused with the unknown error 0xdeadbeef.`);
  });

  test("behavior: a reason in words, an unknown error, no reason", () => {
    const abi = parseAbi(["error Error(string)"]);
    const inWords = encodeErrorResult({ abi, errorName: "Error", args: ["no funds"] });
    expect(refusalOf(inWords).sentence).toBe("The contract refused: no funds.");
    expect(refusalOf("0xdeadbeef").sentence).toBe("The contract refused with the unknown error 0xdeadbeef.");
    expect(refusalOf("0x").sentence).toBe("The contract refused without a reason.");
    expect(decodeRefusal(Object.assign(new Error("execution reverted"), { code: 3 }))?.name).toBe("Unexplained");
  });

  test("behavior: no refusal when no contract was asked", () => {
    expect(decodeRefusal(new Error("fetch failed"))).toBeUndefined();
    expect(decodeRefusal(inside("connection refused"))).toBeUndefined();
    expect(decodeRefusal(undefined)).toBeUndefined();
  });
});
