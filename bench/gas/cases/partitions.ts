import { changePartition } from "../../../sdk/actions/partition/change.ts";
import { issueByPartition } from "../../../sdk/actions/partition/issue.ts";
import { setPartition } from "../../../sdk/actions/partition/set.ts";
import { transferByPartition } from "../../../sdk/actions/partition/transfer.ts";
import { defaultPartition, partitionOf } from "../../../sdk/partitions.ts";
import type { Case } from "../case.ts";
import { difference } from "../chain.ts";
import { owner, type Stage } from "../stage.ts";

const preferred = partitionOf("preferred");
const ERC20 = "transfer (ERC-20), other country, existing holder";

export const partitions: readonly Case[] = [
  {
    name: "transfer in a partition, other country, existing holder",
    measure: async (stage) => {
      await divided(stage);
      return stage.measure(
        stage.account(1),
        transferByPartition({ ...stage.of, partition: preferred, to: stage.account(3), amount: 100n }),
      );
    },
  },
  {
    ...{ name: ERC20, state: "both hold shares in another partition, too" },
    measure: async (stage) => {
      await divided(stage);
      return stage.move(stage.account(1), stage.account(3), 100n);
    },
  },
  {
    ...{ name: ERC20, state: "the seller left the other partition two transfers ago" },
    measure: async (stage) => {
      await divided(stage);
      const change = { account: stage.account(1), from: preferred, to: defaultPartition, amount: 500n };
      await stage.as(owner, changePartition({ ...stage.of, ...change }));
      await stage.move(stage.account(1), stage.account(5), 100n);
      return stage.move(stage.account(1), stage.account(5), 100n);
    },
  },
  {
    ...{ name: ERC20, state: "the default partition's lock has ended" },
    measure: async (stage) => {
      await divided(stage);
      const end = (await stage.chain.now()) + 86_400;
      await stage.as(owner, lock(stage, end));
      await stage.chain.at(end);
      return stage.move(stage.account(5), stage.account(6), 100n);
    },
  },
  {
    ...{ name: "a lock of the default partition that was taken away adds", goal: 0 },
    measure: async (stage) => {
      await divided(stage);
      const back = await stage.chain.mark();
      const before = await stage.move(stage.account(5), stage.account(6), 100n);
      await back();
      await stage.as(owner, lock(stage, (await stage.chain.now()) + 86_400), lock(stage, 0));
      return difference(await stage.move(stage.account(5), stage.account(6), 100n), before);
    },
  },
  {
    name: "issue into a partition, to a holder of others",
    measure: async (stage) => {
      await divided(stage);
      return stage.measure(
        owner,
        issueByPartition({ ...stage.of, partition: preferred, to: stage.account(4), amount: 100n }),
      );
    },
  },
  {
    name: "change of partition by the issuer",
    measure: async (stage) => {
      await divided(stage);
      const change = { account: stage.account(1), from: defaultPartition, to: preferred, amount: 100n };
      return stage.measure(owner, changePartition({ ...stage.of, ...change }));
    },
  },
];

/** Investors 1 to 3 hold 500 shares in another partition, beside their 1,000. */
const divided = async (stage: Stage): Promise<void> => {
  await stage.distribute();
  await stage.as(owner, setPartition({ ...stage.of, partition: preferred, lockedUntil: 0, description: "" }));
  for (const number of [1, 2, 3])
    await stage.as(
      owner,
      issueByPartition({ ...stage.of, partition: preferred, to: stage.account(number), amount: 500n }),
    );
};

const lock = (stage: Stage, lockedUntil: number) =>
  setPartition({ ...stage.of, partition: defaultPartition, lockedUntil, description: "" });
