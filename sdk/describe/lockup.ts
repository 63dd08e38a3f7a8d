import { lockupModuleAbi } from "../../abis/LockupModule.ts";
import { timeText } from "../words.ts";
import type { Family } from "./families.ts";
import { foreignTokens, total } from "./phrases.ts";
import type { Sentences } from "./sentence.ts";
import type { Speaker } from "./speaker.ts";
import { listText, wordText } from "./text.ts";

const lotsText = (lots: readonly { amount: bigint; lockupEnd: number }[], say: Speaker): string =>
  lots.length === 0
    ? "nothing is locked"
    : listText(lots.map(({ amount, lockupEnd }) => `${say.amount(amount)} locked until ${timeText(lockupEnd)}`));

const sentences: Sentences<typeof lockupModuleAbi> = {
  ...foreignTokens,
  issueLocked: ([issues], say) =>
    `issue ${say.amount(total(issues.map(({ amount }) => amount)))} in all: ${listText(
      issues.map(
        ({ to, amount, issueId, lots }) =>
          `${say.amount(amount)} to ${say.address(to)} under the id ${wordText(issueId)}, of which ${lotsText(lots, say)}`,
      ),
    )}`,
  setClient: ([client, allowed], say) =>
    `${allowed ? "let" : "no longer let"} the module ${say.address(client)} issue locked shares through this module`,
  lock: ([account, lots], say) => `lock up of ${say.address(account)} what it holds: ${lotsText(lots, say)}`,
  release: ([lots]) => `release lots whose lock-up has ended: ${listText(lots.map(String))}`,
  runWork: ([, lots]) => `release lots whose lock-up has ended: ${listText(lots.map(String))}`,
};

export const lockup = {
  abi: lockupModuleAbi,
  sentences,
  title: "Lock-ups",
  counter: "lotCount",
} as const satisfies Family;
