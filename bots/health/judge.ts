import { formatEther } from "viem";
import { breakerName, everyKeeper } from "../ledger/pauses.ts";
import type { Notice, Severity } from "../notices/store.ts";
import { runwayDays } from "./spend.ts";
import { cannotPay, type Vitals } from "./vitals.ts";

export type Level = "ok" | "warn" | "fail";

/** One line of a judgement. `fail`: the keepers cannot do their work. */
export type Finding = {
  /** what was looked at */
  check: string;
  level: Level;
  /** what was found, and what to do about it */
  text: string;
  /** people are told while it lasts */
  notice?: { kind: NoticeKind; subject: string; severity: Severity } | undefined;
};

/** Notices that a look at the keepers' world gives rise to. */
export const noticeKinds = [
  "clock-skew",
  "endpoint-left-out",
  "index-lag",
  "lease-flapping",
  "low-balance",
  "overdue",
  "paused",
  "rounds-fail",
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

export type Limits = {
  /** blocks that the index may be behind */
  indexLag: bigint;
  /** seconds between the host's clock and the head */
  skew: number;
  /** days that the balance must last */
  runway: number;
  /** seconds from planned to settled after which people are told */
  overdue: number;
  /** changes of leader in an hour */
  changes: number;
  account: string;
};

/** Judges what was seen. Pure: `/ready`, the metrics, notices and `doctor` say the same of the same world. */
export const judge = (vitals: Vitals, limits: Limits): Finding[] => [
  ...judgeEndpoints(vitals),
  judgeClock(vitals, limits),
  judgeIndex(vitals, limits),
  judgeBalance(vitals, limits),
  ...judgeLedger(vitals, limits),
  judgeRounds(vitals),
  judgeLead(vitals),
];

const judgeEndpoints = ({ endpoints, head, doubts }: Vitals): Finding[] => {
  const left = endpoints.filter(({ reason }) => reason !== undefined);
  const findings = left.map(({ endpoint, reason }): Finding => {
    const notice = { kind: "endpoint-left-out", subject: endpoint, severity: "warning" } as const;
    return {
      check: "RPC",
      level: "warn",
      text: `Endpoint ${endpoint} ${reason}. Mend it or take it out of RPC_URLS.`,
      notice,
    };
  });
  if (head === undefined) return [...findings, { check: "RPC", level: "fail", text: "No RPC endpoint answers." }];
  const text = `Nothing new is signed: ${doubts.join("; ")}. Compare the endpoints, and take the wrong ones out of RPC_URLS.`;
  if (doubts.length > 0) return [...findings, { check: "RPC", level: "fail", text }];
  const healthy = endpoints.length - left.length;
  return [
    ...findings,
    { check: "RPC", level: "ok", text: `${healthy} of ${endpoints.length} endpoints agree on block ${head.number}.` },
  ];
};

const judgeClock = ({ now, head }: Vitals, { skew: limit }: Limits): Finding => {
  if (head === undefined) return { check: "clock", level: "warn", text: "There is no head to compare the clock with." };
  const skew = now - head.timestamp;
  if (Math.abs(skew) <= limit)
    return { check: "clock", level: "ok", text: `The head is ${skew} s old by this machine's clock.` };
  const text =
    skew < 0
      ? `The head is ${-skew} s in the future of this machine's clock. Set the clock; what is due goes by the chain's time.`
      : `The head is ${skew} s old by this machine's clock. Either the clock is wrong, or the chain stands still.`;
  return { check: "clock", level: "warn", text, notice: { kind: "clock-skew", subject: "host", severity: "warning" } };
};

const judgeIndex = ({ head, indexed }: Vitals, { indexLag }: Limits): Finding => {
  const notice = { kind: "index-lag", subject: "index", severity: "warning" } as const;
  if (indexed === undefined)
    return { check: "index", level: "fail", text: "The index cannot be read. Start its database.", notice };
  if (indexed === "empty")
    return { check: "index", level: "fail", text: "The index has no rows yet. Start it, or wait.", notice };
  if (head === undefined) return { check: "index", level: "ok", text: `The index is at block ${indexed}.` };
  const lag = head.number - indexed;
  if (lag <= indexLag) return { check: "index", level: "ok", text: `The index is at block ${indexed}.` };
  const text = `The index is ${lag} blocks behind. Wait until it has caught up, or restart it; nothing is decided on its rows.`;
  return { check: "index", level: "fail", text, notice };
};

const judgeBalance = (vitals: Vitals, { account, runway: limit }: Limits): Finding => {
  const { balance, gasPrice, spend } = vitals;
  if (balance === undefined) return { check: "balance", level: "warn", text: "The balance cannot be read." };
  const notice = (severity: Severity) => ({ kind: "low-balance", subject: account, severity }) as const;
  if (cannotPay(vitals)) {
    const text = `The account ${account} is empty. Send it what the keepers pay gas with.`;
    return { check: "balance", level: "fail", text, notice: notice("critical") };
  }
  const text = `${account} has ${formatEther(balance)}`;
  if (gasPrice === 0n) return { check: "balance", level: "ok", text: `${text}; transactions cost nothing here.` };
  const days = spend === undefined ? undefined : runwayDays(balance, spend);
  if (days === undefined)
    return { check: "balance", level: "ok", text: `${text}; nothing was spent in the last week.` };
  if (days >= limit) return { check: "balance", level: "ok", text: `${text}: ${days} days at the last week's spend.` };
  const severity = days < 1 ? "critical" : "warning";
  return {
    check: "balance",
    level: "warn",
    text: `${text}: ${days} days at the last week's spend. Top it up.`,
    notice: notice(severity),
  };
};

const judgeLedger = ({ ledger }: Vitals, limits: Limits): Finding[] => {
  if (ledger === undefined)
    return [{ check: "database", level: "fail", text: "The database does not answer. Start it, or set DATABASE_URL." }];
  const { pauses, halts, unknown, oldest, changes } = ledger;
  const isHeld = (name: string): boolean =>
    pauses.some(({ scope }) => scope === everyKeeper || scope === name) ||
    halts.some(({ keeper = name }) => keeper === name);
  return [
    { check: "database", level: "ok", text: "The ledger can be read." },
    ...pauses.map(({ scope, reason, by }): Finding => {
      const what = scope === everyKeeper ? "All keepers are" : `The keeper ${scope} is`;
      const again = scope === everyKeeper ? "resume" : `resume ${scope}`;
      const text = `${what} paused by ${by}: ${reason}. Let go on with \`npm run keepers -- ${again}\`.`;
      const finding: Finding = { check: "pause", level: "fail", text };
      // The breaker has told people why: one fault, one notice.
      if (by === breakerName) return finding;
      return { ...finding, notice: { kind: "paused", subject: scope, severity: "warning" } };
    }),
    // The sender itself has told people of these.
    ...halts.map(({ text }): Finding => ({ check: "sending", level: "fail", text })),
    ...unknown.map(({ keeper, count }): Finding => {
      const text = `${items(count)} of ${keeper} ended as unknown. See \`npm run keepers -- intents --state unknown\`, then \`resolve\`.`;
      return {
        check: "unknown",
        level: "warn",
        text,
      };
    }),
    // People know already why nothing of it is done.
    ...oldest.filter(({ keeper }) => !isHeld(keeper)).map((age) => judgeAge(age, limits)),
    judgeChanges(changes, limits),
  ];
};

const items = (count: number): string => (count === 1 ? "1 item" : `${count} items`);

const judgeAge = ({ keeper, seconds }: { keeper: string; seconds: number }, { overdue }: Limits): Finding => {
  const age = `The oldest open item of ${keeper} was planned ${Math.round(seconds)} s ago`;
  if (seconds <= overdue) return { check: "age", level: "ok", text: `${age}.` };
  const text = `${age}. See \`npm run keepers -- intents\` and \`explain\` it.`;
  return { check: "age", level: "warn", text, notice: { kind: "overdue", subject: keeper, severity: "critical" } };
};

const judgeChanges = (changes: number, { changes: limit, account }: Limits): Finding => {
  const text = `The lease changed hands ${changes} times in the last hour`;
  if (changes <= limit) return { check: "lease", level: "ok", text: `${text}.` };
  const notice = { kind: "lease-flapping", subject: account, severity: "warning" } as const;
  return { check: "lease", level: "warn", text: `${text}. Look for a slow database or overloaded keepers.`, notice };
};

const judgeRounds = ({ trouble }: Vitals): Finding => {
  if (trouble === undefined) return { check: "rounds", level: "ok", text: "The last round ended well." };
  const notice = { kind: "rounds-fail", subject: "runner", severity: "critical" } as const;
  return { check: "rounds", level: "fail", text: `The last round failed and is repeated: ${trouble}`, notice };
};

const judgeLead = ({ leads }: Vitals): Finding =>
  leads
    ? { check: "lead", level: "ok", text: "This process holds the lease." }
    : { check: "lead", level: "fail", text: "Another process holds the lease, or none was acquired yet." };

/** The notices that a judgement gives rise to. */
export const noticesOf = (findings: readonly Finding[]): Notice[] =>
  findings.flatMap(({ text, notice }) => (notice === undefined ? [] : [{ ...notice, text }]));

/** What keeps the keepers from their work stands in the way of being ready. */
export const readinessOf = (findings: readonly Finding[]): { ready: boolean; problems: readonly string[] } => {
  const problems = findings.filter(({ level }) => level === "fail").map(({ text }) => text);
  return { ready: problems.length === 0, problems };
};
