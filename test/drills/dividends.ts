import { type Address, numberToHex } from "viem";
import { distributionModuleAbi } from "../../abis/DistributionModule.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { cast, SWITZERLAND, type World } from "../indexer/world.ts";

// Holders and dividends on a world of `test/indexer`.

export const day = 86_400;

/** An investor's id, by its place from 1 on. */
export const idOf = (n: number): number => 0x5000 + n;

export const now = async (world: World) => Number((await world.client.getBlock({ blockTag: "latest" })).timestamp);

/** Makes each account that of an investor with ten shares. */
export const createHolders = async (world: World, accounts: readonly Address[]): Promise<void> => {
  await registerHolders(world, accounts);
  await issueToHolders(world, accounts);
};

export const readDistribution = (world: World, id: bigint) =>
  world.client.readContract({
    address: world.contracts.distribution,
    abi: distributionModuleAbi,
    functionName: "getDistribution",
    args: [id],
  });

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));

const registerHolders = async (world: World, accounts: readonly Address[]) => {
  const expiresAt = (await now(world)) + 365 * day;
  const registrations = accounts.map((account, place) => ({
    id: idOf(place + 1),
    identityHash: numberToHex(place + 1, { size: 32 }),
    country: SWITZERLAND,
    region: "0x5a4800" as const,
    rating: 1,
    expiresAt,
    accounts: [account],
  }));
  for (const some of chunks(registrations, 100)) {
    await world.send(cast.owner, {
      to: world.contracts.registrar,
      abi: kycRegistrarAbi,
      functionName: "registerInvestors",
      args: [some],
    });
  }
};

const issueToHolders = async (world: World, accounts: readonly Address[]) => {
  for (const some of chunks(accounts, 100)) {
    await world.send(cast.owner, {
      to: world.contracts.token,
      abi: securityTokenAbi,
      functionName: "issueBatch",
      args: [some, some.map(() => 10n), "0x"],
    });
  }
};

/** Declares and funds rounds whose payment dates are a day apart, the last one declared first. @returns their ids by date */
export const declareRounds = async (world: World, count: number, amount: bigint): Promise<bigint[]> => {
  const { distribution, payment } = world.contracts;
  const money = {
    to: payment,
    abi: [
      {
        type: "function",
        name: "mint",
        inputs: [
          { name: "to", type: "address" },
          { name: "amount", type: "uint256" },
        ],
        outputs: [],
        stateMutability: "nonpayable",
      },
      {
        type: "function",
        name: "approve",
        inputs: [
          { name: "spender", type: "address" },
          { name: "amount", type: "uint256" },
        ],
        outputs: [],
        stateMutability: "nonpayable",
      },
    ],
  } as const;
  const module = { to: distribution, abi: distributionModuleAbi } as const;
  const start = await now(world);
  const before = await world.client.readContract({
    address: distribution,
    abi: distributionModuleAbi,
    functionName: "distributionCount",
  });
  await world.send(cast.owner, { ...money, functionName: "mint", args: [cast.owner.address, amount * BigInt(count)] });
  await world.send(cast.owner, { ...money, functionName: "approve", args: [distribution, amount * BigInt(count)] });
  for (let place = count; place > 0; place -= 1) {
    const [recordDate, paymentDate] = [start + 3_600 * place, start + day * place];
    await world.send(cast.owner, {
      ...module,
      functionName: "declare",
      args: [payment, amount, recordDate, paymentDate, start + 60 * day],
    });
  }
  const ids = Array.from({ length: count }, (_, place) => before + BigInt(place) + 1n);
  for (const id of ids) await world.send(cast.owner, { ...module, functionName: "fund", args: [id] });
  return ids.toReversed();
};

/** A block of this time. */
export const passTo = async (world: World, time: number) => {
  await world.client.setNextBlockTimestamp({ timestamp: BigInt(time) });
  await world.client.mine({ blocks: 1 });
};

/** Who was paid, and from whom it was withheld. */
export const paymentsOf = async (world: World, distributionId: bigint) => {
  const range = {
    address: world.contracts.distribution,
    abi: distributionModuleAbi,
    args: { distributionId },
    fromBlock: 0n,
  } as const;
  return {
    paid: await world.client.getContractEvents({ ...range, eventName: "DistributionPaid" }),
    withheld: await world.client.getContractEvents({ ...range, eventName: "DistributionWithheld" }),
  };
};
