import type { Hash, Hex } from "viem";
import { codeParts } from "../../../runtime/code-parts.ts";
import type { Case } from "../case.ts";
import { artifactOf, type Figure, sum } from "../chain.ts";
import type { Stage } from "../stage.ts";

/** Registrar, issuer and token, and the code without which they do not work. */
const CORE = [
  ...["KYCRegistrar", "RegistrarAdministration", "IssuingEntity", "IssuerAdministration", "IssuerRules"],
  ...["SecurityToken", "TokenAdministration"],
  ...codeParts,
];
const CORE_NAME = "registrar, issuer and token, with all code that they need";
const ALL_NAME = "all that `script/Deploy.s.sol` sends";

export const deployment: readonly Case[] = [
  {
    ...{ name: CORE_NAME, state: "the first of a chain", sft: 8_679_016, goal: 22_000_000 },
    measure: (stage) => costOf(stage, stage.deploymentBlocks, isOfCore),
  },
  {
    ...{ name: CORE_NAME, state: "each further issuer of a chain", goal: 7_500_000, nextGoal: 3_000_000 },
    measure: async (stage) => costOf(stage, await stage.deployAgain(), isOfCore),
  },
  {
    ...{ name: ALL_NAME, state: "the first of a chain" },
    measure: (stage) => costOf(stage, stage.deploymentBlocks, () => true),
  },
  {
    ...{ name: ALL_NAME, state: "each further issuer of a chain" },
    measure: async (stage) => costOf(stage, await stage.deployAgain(), () => true),
  },
];

/** Whether it creates a contract of the core, itself or through a deployer that takes a salt first. */
const isOfCore = (data: Hex): boolean =>
  CORE.some((name) => {
    const code = artifactOf(name).bytecode.object.slice(2);
    return data.startsWith(code, 2) || data.startsWith(code, 66);
  });

/** Gas of the transactions in these blocks whose data is wanted. */
const costOf = async (
  { chain }: Stage,
  [first, last]: readonly [bigint, bigint],
  isWanted: (data: Hex) => boolean,
): Promise<Figure> => {
  const figures: Figure[] = [];
  for (let blockNumber = first; blockNumber <= last; blockNumber += 1n) {
    const { transactions } = await chain.client.getBlock({ blockNumber, includeTransactions: true });
    const wanted: Hash[] = transactions.filter(({ input }) => isWanted(input)).map(({ hash }) => hash);
    for (const hash of wanted) figures.push(await chain.figureOf(hash));
  }
  return sum(figures);
};
