import type { Explanation } from "./explain.ts";
import { type History, toldAtMost } from "./history.ts";

/** One page for people: the answer first, then what it rests on. */
export const printExplanation = ({
  name,
  conclusion,
  facts,
  counts,
  histories,
  circumstances,
  notices,
}: Explanation): string => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const states = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  const { pauses, isLed, indexLag } = circumstances;
  return [
    conclusion,
    "",
    `On chain now (${name})`,
    ...(facts.length === 0 ? ["  nothing more"] : facts.map((fact) => `  ${fact}`)),
    "",
    total === 0 ? "In the ledger: nothing; no keeper has planned it." : `In the ledger: ${states.join(", ")}`,
    ...histories.flatMap(printHistory),
    ...(total > toldAtMost ? [`  and ${total - toldAtMost} more: \`npm run keepers -- intents\``] : []),
    "",
    "Around it",
    `  keepers: ${isLed ? "a process holds the lease" : "nobody holds the lease"}; index: ${indexLag === undefined ? "cannot be read" : `${indexLag} blocks behind`}`,
    ...[...pauses.values()].map(
      ({ scope, by, reason, at }) => `  paused: ${scope}, by ${by} since ${at.toISOString()}: ${reason}`,
    ),
    ...notices.map(({ kind, subject, text }) => `  notice: ${kind} (${subject}): ${text}`),
  ].join("\n");
};

const printHistory = ({ intent, attempts, events }: History): string[] => [
  `  ${intent.title}`,
  `    key ${intent.key}`,
  `    ${intent.state}${intent.reason === null ? "" : `: ${intent.reason}`}; tried without effect ${intent.tries} times`,
  ...attempts.map(({ hash, nonce, state, blockNumber }) => {
    const block = blockNumber === null ? "" : ` in block ${blockNumber}`;
    return `    transaction ${hash}, nonce ${nonce}: ${state}${block}`;
  }),
  ...events.map(({ at, fromState, toState, attemptId, intentKey, detail }) => {
    const what = intentKey === null ? `transaction ${attemptId}` : "work";
    const more = Object.entries(detail).map(([field, value]) => `${field} ${value}`);
    return `    ${at.toISOString()} ${what}: ${fromState ?? "new"} -> ${toState}${more.length === 0 ? "" : ` (${more.join("; ")})`}`;
  }),
];
