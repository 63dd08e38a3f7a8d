import { and, asc, eq } from "drizzle-orm";
import { EventChainBrokenError, NotUnknownError, UnexplainedDecisionError, UnknownKeyError } from "../ledger/errors.ts";
import { verifyEvents } from "../ledger/events.ts";
import { everyKeeper, pauseKeeper, readPauses, resumeKeeper } from "../ledger/pauses.ts";
import { intent } from "../ledger/schema.ts";
import { type IntentState, intentStates } from "../ledger/states.ts";
import { resolveUnknown } from "../ledger/unknown.ts";
import { acknowledgeNotice, NoSuchNoticeError, openNotices } from "../notices/store.ts";
import { answerMissed, NothingAskedError } from "../schedule/index.ts";
import { askedTimes } from "../schedule/store.ts";
import { SubjectNameError } from "../subject.ts";
import { printFindings } from "./doctor.ts";
import { RefusedError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { UnknownNameError } from "./explain/explain.ts";
import { printExplanation } from "./explain/print.ts";
import { examine, explainName, type Office, operator } from "./office.ts";
import { exitCodeOf, type Result } from "./output.ts";

export const doctor = async (office: Office): Promise<Result> => {
  const findings = await examine(office);
  return { text: printFindings(findings), value: findings, exitCode: exitCodeOf(findings) };
};

/** 3 where a person must find out. */
export const explainCommand = async (office: Office, words: readonly string[]): Promise<Result> => {
  const explanation = await explainName(office, words.join(" "));
  const isUnknown = (explanation.counts.unknown ?? 0) > 0;
  const exitCode = isUnknown ? exitCodes.unknown : exitCodes.ok;
  return { text: printExplanation(explanation), value: explanation, exitCode };
};

export type PauseOptions = { reason: string; by?: string | undefined };

export const pauseCommand = async (
  { db, keepers }: Office,
  keeper: string | undefined,
  { reason, by = operator() }: PauseOptions,
): Promise<Result> => {
  const scope = scopeOf(keepers, keeper);
  const isNew = await pauseKeeper(db, scope, reason, by);
  const pauses = await readPauses(db);
  const what = scope === everyKeeper ? "All keepers are" : `The keeper ${scope} is`;
  const text = isNew
    ? `${what} paused. What is under way is followed to its end; nothing new is signed.`
    : `${what} paused already, by ${pauses.get(scope)?.by}: ${pauses.get(scope)?.reason}.`;
  return { text, value: { scope, isNew, pauses } };
};

export const resumeCommand = async (
  { db, keepers }: Office,
  keeper: string | undefined,
  by: string = operator(),
): Promise<Result> => {
  const scope = scopeOf(keepers, keeper);
  const wasPaused = await resumeKeeper(db, scope, by);
  const left = [...(await readPauses(db)).keys()];
  const still = left.length === 0 ? "" : ` Still paused: ${left.join(", ")}.`;
  const what = scope === everyKeeper ? "All keepers" : `The keeper ${scope}`;
  const text = `${what} ${wasPaused ? "may sign again." : `${scope === everyKeeper ? "were" : "was"} not paused by that.`}${still}`;
  return { text, value: { scope, wasPaused, stillPaused: left } };
};

/** @throws RefusedError if no such keeper runs here */
const scopeOf = (keepers: Office["keepers"], keeper: string | undefined): string => {
  if (keeper === undefined || keeper === everyKeeper) return everyKeeper;
  if (keepers.some(({ name }) => name === keeper)) return keeper;
  throw new RefusedError(`There is no keeper ${keeper}. Name one of: ${keepers.map(({ name }) => name).join(", ")}.`);
};

export type ResolveOptions = { as: string; note: string; by?: string | undefined };

export const resolveCommand = async (
  { db }: Office,
  key: string,
  { as: to, note, by = operator() }: ResolveOptions,
): Promise<Result> => {
  if (to !== "planned" && to !== "skipped")
    throw new RefusedError(`"${to}" is no decision. Say --as planned or --as skipped.`);
  if (note.trim() === "") throw new RefusedError("A decision needs its reason. Say what you found out with --note.");
  await resolveUnknown(db, key, { to, note, by });
  const text = to === "planned" ? `${key} is planned again.` : `${key} is skipped: the keepers leave it alone.`;
  return { text, value: { key, state: to, by, note } };
};

const shownAtMost = 500;

export const intentsCommand = async ({ db, deployment }: Office, state: string | undefined): Promise<Result> => {
  if (state !== undefined && !(intentStates as readonly string[]).includes(state)) {
    throw new RefusedError(`"${state}" is no state. Say one of: ${intentStates.join(", ")}.`);
  }
  const ofState = state === undefined ? undefined : eq(intent.state, state as IntentState);
  const rows = await db
    .select()
    .from(intent)
    .where(and(eq(intent.chainId, deployment.chainId), ofState))
    .orderBy(asc(intent.createdAt), asc(intent.key))
    .limit(shownAtMost);
  const lines = rows.map(
    ({ key, title, state: stands, reason }) =>
      `${stands.padEnd(10)}  ${key}\n            ${title}${reason === null ? "" : ` (${reason})`}`,
  );
  const more = rows.length === shownAtMost ? [`the oldest ${shownAtMost} only; narrow it with --state`] : [];
  return { text: rows.length === 0 ? "none" : [...lines, ...more].join("\n"), value: rows };
};

/** Walks the audit trail from its first row. */
export const auditCommand = async ({ db }: Office): Promise<Result> => {
  const rows = await verifyEvents(db);
  return { text: `${rows} rows, each follows from the one before.`, value: { rows } };
};

export const noticesCommand = async ({ db }: Office): Promise<Result> => {
  const open = await openNotices(db);
  const lines = open.map(({ id, severity, kind, subject, text, raisedAt, acknowledgedBy }) => {
    const taken = acknowledgedBy === null ? "" : `; ${acknowledgedBy} takes care of it`;
    return `${id}  ${severity}  ${kind} (${subject}) since ${raisedAt.toISOString()}${taken}\n    ${text}`;
  });
  return { text: open.length === 0 ? "none" : lines.join("\n"), value: open };
};

export const acknowledgeCommand = async ({ db }: Office, id: string, by: string = operator()): Promise<Result> => {
  if (!/^\d{1,15}$/.test(id)) throw new RefusedError(`"${id}" is no number of a notice. List them with \`notices\`.`);
  const isNew = await acknowledgeNotice(db, { id: Number(id), by });
  const text = isNew
    ? `${by} takes care of notice ${id}: it is not escalated.`
    : `Notice ${id} was acknowledged before.`;
  return { text, value: { id: Number(id), by, isNew } };
};

/** The times of jobs at which nobody was there, and of which a person must say what becomes of them. */
export const missedCommand = async ({ db }: Office): Promise<Result> => {
  const jobs = [...(await askedTimes(db))].map(([job, times]) => ({ job, times: times.map(timeOf) }));
  const lines = jobs.flatMap(({ job, times }) => times.map((time) => `${job}  ${time}`));
  const how = "Make up for a job's times with `missed run <job>`, or leave them with `missed skip <job>`.";
  return { text: jobs.length === 0 ? "none" : [...lines, how].join("\n"), value: jobs };
};

const timeOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();

export type AnswerOptions = { note: string; by?: string | undefined };

export const answerMissedCommand = async (
  { db }: Office,
  job: string,
  as: "run" | "skip",
  { note, by = operator() }: AnswerOptions,
): Promise<Result> => {
  const count = await answerMissed(db, { job, as, by, note });
  const times = count === 1 ? "One missed time" : `${count} missed times`;
  const what = as === "run" ? "will be made up for at the next look" : "will not be made up for";
  return { text: `${times} of the job ${job} ${what}.`, value: { job, as, by, note, count } };
};

/** A refusal by a rule, a broken trail, or a fault. */
export const exitCodeOfError = (error: unknown): ExitCode => {
  const refusals = [
    RefusedError,
    NotUnknownError,
    UnknownKeyError,
    NoSuchNoticeError,
    SubjectNameError,
    UnknownNameError,
    NothingAskedError,
    UnexplainedDecisionError,
  ];
  if (refusals.some((refusal) => error instanceof refusal)) return exitCodes.refused;
  return error instanceof EventChainBrokenError ? exitCodes.notReady : exitCodes.failed;
};
