import type { Address } from "viem";
import type { Check } from "./check.ts";
import type { KeeperAction } from "./keepers.ts";
import type { StoryOptions } from "./options.ts";
import type { Screen } from "./screen.ts";
import { money, type Stage, shares } from "./stage.ts";

/** The story's outcome, for machines. Amounts are decimal strings of smallest units. */
export type StoryRecord = {
  seed: number;
  ok: boolean;
  urls: { index: string; keepers: string };
  deployment: Stage["deployment"];
  /** who holds now, and who was paid and holds no more */
  capTable: { holder: string; account: string; custodian: string | null; amount: string }[];
  payments: { holder: string; account: string; custodian: string | null; amount: string; status: string }[];
  keeperActions: readonly KeeperAction[];
  checks: readonly Check[];
};

export const createRecord = (stage: Stage, { seed }: StoryOptions, checks: readonly Check[]): StoryRecord => {
  const { positions, dividends } = stage.model.outcome();
  const payments = dividends[0]?.payments ?? [];
  const paidPlaces = new Set(payments.map(({ account, custodian }) => `${account}@${custodian}`));
  const present = ({
    account,
    custodian,
    amount,
  }: {
    account: string;
    custodian?: string | undefined;
    amount: bigint;
  }) => ({
    holder: stage.nameOf(account as Address),
    account,
    custodian: custodian ?? null,
    amount: amount.toString(),
  });
  return {
    seed,
    ok: checks.every(({ ok }) => ok),
    urls: { index: stage.indexUrl, keepers: stage.keepers.url },
    deployment: stage.deployment,
    capTable: positions
      .filter(({ account, custodian, amount }) => amount > 0n || paidPlaces.has(`${account}@${custodian}`))
      .sort((a, b) => (a.amount < b.amount ? 1 : -1))
      .map(present),
    payments: payments.map((payment) => ({ ...present(payment), status: payment.status })),
    keeperActions: stage.keepers.actions,
    checks,
  };
};

export const printRecord = (screen: Screen, stage: Stage, record: StoryRecord): void => {
  const total = record.capTable.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const paid = new Map(record.payments.map((payment) => [`${payment.account}@${payment.custodian}`, payment]));
  screen.title("Cap table and payments");
  screen.table(
    ["holder", "held", "shares", "%", "dividend"],
    record.capTable.map(({ holder, account, custodian, amount }) => {
      const payment = paid.get(`${account}@${custodian}`);
      return [
        holder,
        custodian === null ? "directly" : `at ${stage.cast.custodian.name}`,
        shares(stage, BigInt(amount)),
        percentOf(BigInt(amount), total),
        payment === undefined
          ? ""
          : `${money(stage, BigInt(payment.amount))}${payment.status === "paid" ? "" : ` ${payment.status}`}`,
      ];
    }),
    [2, 3, 4],
  );
  screen.line(undefined, `${shares(stage, total)} in all`);

  screen.title("What the keepers did");
  for (const { keeper, text, hash } of record.keeperActions) screen.line(undefined, `${keeper}: ${text}  ${hash}`);

  screen.title("Checked against an independent computation");
  for (const { name, ok, detail } of record.checks)
    screen.line(undefined, `${ok ? "holds" : "FAILS"}  ${name}: ${detail}`);
};

/** Two decimals, rounded down. */
const percentOf = (part: bigint, whole: bigint): string => {
  const hundredths = (part * 10_000n) / whole;
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
};
