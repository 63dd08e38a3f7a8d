import { type Address, numberToHex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { issuingEntityAbi } from "../../../abis/IssuingEntity.ts";
import { executeBatch } from "../../../sdk/actions/multisig/executeBatch.ts";
import { executeCall } from "../../../sdk/actions/multisig/executeCall.ts";
import { issueByPartition } from "../../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../../sdk/actions/partition/set.ts";
import { suspendInvestors } from "../../../sdk/actions/registrar/suspendInvestors.ts";
import { issueBatch } from "../../../sdk/actions/token/issueBatch.ts";
import { recover } from "../../../sdk/actions/token/recover.ts";
import { recoverCustody } from "../../../sdk/actions/token/recoverCustody.ts";
import { setFrozenTokens } from "../../../sdk/actions/token/setFrozenTokens.ts";
import { transfer } from "../../../sdk/actions/token/transfer.ts";
import { typedDataOf } from "../../../sdk/multisig/typedData.ts";
import { partitionOf } from "../../../sdk/partitions.ts";
import type { Call, MultiSigCall } from "../../../sdk/types.ts";
import type { Case } from "../case.ts";
import { each, type Figure, sum } from "../chain.ts";
import {
  FAR,
  type Investor,
  investors,
  keysOf,
  person,
  register,
  renew,
  restrictAccount,
  runOfThree,
} from "../identity.ts";
import { owner, provider, type Stage, stranger } from "../stage.ts";
import { furtherToken, handOver, pauseIssuer } from "./calls.ts";
import { lockLot } from "./lots.ts";

const OWNER = 1;
const REGISTER_ONE = "register one investor, one account";
const board = [person("first signer"), person("second signer")] as const;

export const administration: readonly Case[] = [
  {
    ...{ name: REGISTER_ONE, state: "its id follows another's in a word of three", sft: 114_956 },
    ...{ goal: 80_000, nextGoal: 150_000 },
    measure: async (stage) => {
      const [first, second] = runOfThree("new investor of a run") as [Investor, Investor];
      await stage.as(owner, register(stage.deployment.registrar, [first]));
      return stage.measure(owner, register(stage.deployment.registrar, [second]));
    },
  },
  {
    ...{ name: REGISTER_ONE, state: "its id is the first of a word of three" },
    measure: (stage) => {
      const [first] = runOfThree("new investor of a run") as [Investor];
      return stage.measure(owner, register(stage.deployment.registrar, [first]));
    },
  },
  {
    ...{ name: "register an investor, each in a batch of 50", inBlocks: true, sft: 89_157, goal: 50_000 },
    measure: async (stage) => each(await stage.measure(owner, registration(stage)), 50),
  },
  {
    ...{ name: "register an investor, each in a batch of 50", state: "by a provider of one country" },
    measure: async (stage) => each(await stage.measure(provider, registration(stage)), 50),
  },
  {
    ...{ name: "take over an investor, each in a batch of 50", state: "registered by a provider" },
    measure: async (stage) => {
      await stage.as(provider, registration(stage));
      const call = renew(stage.deployment.registrar, investors("new investor", 50), 2);
      return each(await stage.measure(owner, call), 50);
    },
  },
  {
    name: "suspend an investor with a short memo",
    measure: (stage) => {
      const { registrar } = stage.deployment;
      const ids = keysOf([stage.investor(1)]);
      return stage.measure(owner, suspendInvestors({ registrar, ids, suspended: true, memo: "order of a court" }));
    },
  },
  {
    ...{ name: "issue to a registered new holder, each in a batch of 50", inBlocks: true, goal: 52_000 },
    measure: async (stage) => {
      await stage.as(owner, registration(stage));
      const issues = investors("new investor", 50).map(({ account }) => ({ to: account, amount: 1_000n }));
      return each(await stage.measure(owner, issueBatch({ ...stage.of, issues, reference: "0x" })), 50);
    },
  },
  {
    ...{ name: "a call that needs two approvals, whole", state: "both on chain", sft: 137_344, goal: 105_000 },
    measure: async (stage) => {
      const [first, second] = board;
      await stage.as(owner, handOver(stage, [first.address, second.address], 2));
      const call = pauseIssuer(stage, true);
      return sum([await stage.measure(first.address, call), await stage.measure(second.address, call)]);
    },
  },
  {
    ...{ name: "a call that needs two approvals, whole", state: "by signatures; 255 of 256 salts", goal: 81_000 },
    measure: async (stage) => {
      await stage.as(owner, handOver(stage, [board[0].address, board[1].address], 2));
      await stage.as(stranger, await signed(stage, pauseIssuer(stage, false), 1));
      return stage.measure(stranger, await signed(stage, pauseIssuer(stage, true), 2));
    },
  },
  {
    ...{ name: "a call that needs two approvals, whole", state: "by signatures; the first of 256 salts" },
    measure: async (stage) => {
      await stage.as(owner, handOver(stage, [board[0].address, board[1].address], 2));
      return stage.measure(stranger, await signed(stage, pauseIssuer(stage, true), 1));
    },
  },
  {
    name: "five calls under two signatures",
    measure: async (stage) => {
      await stage.as(owner, handOver(stage, [board[0].address, board[1].address], 2));
      await stage.as(stranger, await signed(stage, pauseIssuer(stage, false), 1));
      const steps = [true, false, true, false, true].map((paused) => pauseIssuer(stage, paused));
      return stage.measure(
        stranger,
        await signed(stage, executeBatch({ multisig: stage.deployment.issuer, steps }), 2),
      );
    },
  },
  {
    ...{ name: "recover a lost account", state: "balance, a partition, a lot, a frozen amount, custody" },
    measure: recovery,
  },
  {
    ...{ name: "a further token: made by the factory, added by the issuer", goal: 450_000 },
    measure: async (stage) => {
      const { made, added } = await furtherToken(stage);
      return sum([await stage.measure(owner, made), await stage.measure(owner, added)]);
    },
  },
];

const registration = (stage: Stage): Call => register(stage.deployment.registrar, investors("new investor", 50));

/** A call of the issuer's owner authority with both signatures of the board. */
const signed = async (stage: Stage, call: Call, salt: number): Promise<Call> => {
  const { issuer: multisig } = stage.deployment;
  const { client } = stage.chain;
  const ask = { address: multisig, abi: issuingEntityAbi, functionName: "getAuthority", args: [OWNER] } as const;
  const { epoch } = await client.readContract(ask);
  const what: MultiSigCall = {
    ...{ authority: OWNER, target: call.to, data: call.data, deadline: FAR },
    salt: numberToHex(salt, { size: 32 }),
  };
  const data = typedDataOf(what, { chainId: client.chain.id, multisig, epoch });
  const approvalOf = async (signer: PrivateKeyAccount) => ({
    ...{ signer: signer.address, signature: await signer.signTypedData(data) },
  });
  return executeCall({ multisig, call: what, approvals: await Promise.all(board.map(approvalOf)) });
};

async function recovery(stage: Stage): Promise<Figure> {
  const { issuer, registrar, custodian } = stage.deployment;
  const partition = partitionOf("preferred");
  const [lost, successor] = stage.investor(9).accounts as [Address, Address];
  await stage.give([lost]);
  await stage.as(
    owner,
    await lockLot(stage, lost, 400n),
    setFrozenTokens({ ...stage.of, account: lost, amount: 100n }),
  );
  await stage.as(
    owner,
    setPartition({ ...stage.of, partition, lockedUntil: 0, description: "" }),
    issueByPartition({ ...stage.of, partition, to: lost, amount: 500n }),
  );
  await stage.as(lost, transfer({ ...stage.of, to: custodian, amount: 300n }));
  await stage.as(owner, restrictAccount(registrar, stage.investor(9), lost));
  const steps = [
    recover({ ...stage.of, lost, successor }),
    recoverCustody({ ...stage.of, lost, custodians: [custodian] }),
  ];
  return stage.measure(owner, executeBatch({ multisig: issuer, steps }));
}
