import { type Address, zeroAddress } from "viem";
import { declareDistribution } from "../../../sdk/actions/distribution/declare.ts";
import { fundDistribution } from "../../../sdk/actions/distribution/fund.ts";
import { openDistribution } from "../../../sdk/actions/distribution/open.ts";
import { payDistribution } from "../../../sdk/actions/distribution/pay.ts";
import { approve } from "../../../sdk/actions/token/approve.ts";
import type { Call } from "../../../sdk/types.ts";
import type { Case } from "../case.ts";
import { each, type Figure } from "../chain.ts";
import type { Investor } from "../identity.ts";
import { owner, type Stage, stranger } from "../stage.ts";
import { holding, mint } from "./calls.ts";

const DAY = 86_400;
const AMOUNT = 1_000_000n;
const DIVIDEND = "pay a holder of a dividend, each in a batch of 100";

export const dividends: readonly Case[] = [
  {
    ...{
      name: DIVIDEND,
      state: "not its first; it has some of the currency",
      inBlocks: true,
      sft: 79_810,
      goal: 32_000,
    },
    measure: async (stage) => {
      const holders = await holding(stage, 100);
      const currency = await newCurrency(stage);
      await payAll(stage, holders, currency, 1n);
      return payment(stage, holders, currency, 2n);
    },
  },
  {
    ...{ name: DIVIDEND, state: "its first; it has some of the currency", goal: 52_000 },
    measure: async (stage) => {
      const holders = await holding(stage, 100);
      const currency = await newCurrency(stage);
      await stage.as(owner, ...holders.map(({ account }) => mint(currency, account, 1n)));
      return payment(stage, holders, currency, 1n);
    },
  },
  {
    ...{ name: DIVIDEND, state: "not its first; it has none of the currency" },
    measure: async (stage) => {
      const holders = await holding(stage, 100);
      await payAll(stage, holders, await newCurrency(stage), 1n);
      return payment(stage, holders, await newCurrency(stage), 2n);
    },
  },
  {
    ...{ name: DIVIDEND, state: "its first; it has none of the currency" },
    measure: async (stage) => payment(stage, await holding(stage, 100), await newCurrency(stage), 1n),
  },
  {
    ...{ name: "fund a dividend", state: "not the issuer's first" },
    measure: async (stage) => {
      const holders = await holding(stage, 1);
      const currency = await newCurrency(stage);
      await payAll(stage, holders, currency, 1n);
      return stage.measure(owner, await declared(stage, currency, 2n));
    },
  },
];

const newCurrency = (stage: Stage): Promise<Address> => stage.chain.deploy(owner, "PlainToken");

/** Declares the dividend of this number. @returns what funds it */
const declared = async (stage: Stage, currency: Address, distributionId: bigint): Promise<Call> => {
  const { distribution } = stage.deployment;
  const now = await stage.chain.now();
  const times = { recordDate: now + DAY, paymentDate: now + 2 * DAY, claimDeadline: now + 30 * DAY };
  await stage.as(
    owner,
    mint(currency, owner, AMOUNT),
    approve({ token: currency, spender: distribution, amount: AMOUNT }),
    declareDistribution({ distribution, payment: currency, amount: AMOUNT, ...times }),
  );
  return fundDistribution({ distribution, distributionId });
};

/** Brings the dividend of this number to its payment date. @returns what pays all holders */
const opened = async (
  stage: Stage,
  holders: readonly Investor[],
  currency: Address,
  distributionId: bigint,
): Promise<Call> => {
  const { distribution } = stage.deployment;
  await stage.as(owner, await declared(stage, currency, distributionId));
  await stage.chain.at((await stage.chain.now()) + 2 * DAY);
  await stage.as(stranger, openDistribution({ distribution, distributionId }));
  const positions = holders.map(({ account }) => ({ custodian: zeroAddress, account }));
  return payDistribution({ distribution, distributionId, positions });
};

const payAll = async (...[stage, ...dividend]: Parameters<typeof opened>): Promise<void> =>
  stage.as(stranger, await opened(stage, ...dividend));

const payment = async (...[stage, holders, ...dividend]: Parameters<typeof opened>): Promise<Figure> =>
  each(await stage.measure(stranger, await opened(stage, holders, ...dividend)), holders.length);
