import { describe, expect, test } from "vitest";
import { executeBatch } from "./actions/multisig/executeBatch.ts";
import { registerInvestors } from "./actions/registrar/register.ts";
import { transfer } from "./actions/token/transfer.ts";
import { contractNameOf, describeCall } from "./describeCall.ts";
import { deploymentSchema } from "./types.ts";

const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;
const deployment = deploymentSchema.parse({
  chainId: 1,
  startBlock: 0,
  registrar: at(1),
  issuer: at(2),
  token: at(3),
  lockup: at(4),
  distribution: at(5),
  custodian: at(6),
  claims: at(7),
  dossier: at(8),
});

describe("describeCall", () => {
  test("behavior: contract, function and arguments by name", () => {
    const { to, data } = transfer({ token: deployment.token, to: at(9), amount: 5n });
    expect(describeCall(deployment, { target: to, data })).toEqual({
      contract: "token",
      functionName: "transfer",
      args: [
        { name: "to", value: at(9) },
        { name: "value", value: "5" },
      ],
      sentence: `Token: transfer (to ${at(9)}, value 5)`,
    });
  });

  test("behavior: lists and records are written out", () => {
    const { to, data } = registerInvestors({
      registrar: deployment.registrar,
      registrations: [
        {
          id: at(7).slice(0, 26) as `0x${string}`,
          country: 756,
          region: "0x000000",
          rating: 1,
          expiresAt: 9,
          accounts: [at(8)],
        },
      ],
    });
    expect(describeCall(deployment, { target: to, data })?.sentence).toContain("country 756");
    expect(describeCall(deployment, { target: to, data })?.sentence).toContain(`accounts [${at(8)}]`);
  });

  test("behavior: a batch step by step, and nothing if one of them cannot be read", () => {
    const known = transfer({ token: deployment.token, to: at(9), amount: 5n });
    const batchOf = (...steps: { to: `0x${string}`; data: `0x${string}` }[]) => {
      const { to, data } = executeBatch({ multisig: deployment.issuer, steps });
      return describeCall(deployment, { target: to, data });
    };
    const sentence = `Token: transfer (to ${at(9)}, value 5)`;
    expect(batchOf(known, known)).toEqual({
      contract: "issuer",
      functionName: "executeBatch",
      args: [
        { name: "step 1", value: sentence },
        { name: "step 2", value: sentence },
      ],
      sentence: `Issuer: all or none: ${sentence}; ${sentence}`,
    });
    expect(batchOf(known, { to: at(9), data: "0xa9059cbb" })).toBeUndefined();
  });

  test("behavior: nothing for a foreign contract or an unknown function", () => {
    expect(describeCall(deployment, { target: at(9), data: "0xa9059cbb" })).toBeUndefined();
    expect(describeCall(deployment, { target: deployment.token, data: "0xdeadbeef" })).toBeUndefined();
    expect(describeCall(deployment, { target: deployment.token, data: "0x" })).toBeUndefined();
    expect(contractNameOf(deployment, at(9))).toBeUndefined();
  });
});

describe("deploymentSchema", () => {
  test("error: a wrong checksum, a missing address", () => {
    expect(
      deploymentSchema.safeParse({ ...deployment, token: "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266" }).success,
    ).toBe(false);
    expect(deploymentSchema.safeParse({ ...deployment, custodian: undefined }).success).toBe(false);
  });
});
