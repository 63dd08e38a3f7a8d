import { BaseError } from "../../sdk/errors/index.ts";
import type { Head } from "../../sdk/reads/head.ts";
import { intentKey } from "../intent.ts";
import type { Database, Transaction } from "../ledger/database.ts";
import { LeaseLostError, UnexplainedDecisionError } from "../ledger/errors.ts";
import { appendEvents } from "../ledger/events.ts";
import { fenced, type Lease } from "../ledger/lease.ts";
import type { Log } from "../log.ts";
import { closeNotice, raiseNotice } from "../notices/store.ts";
import { decide, type Rules } from "./decide.ts";
import { occurrencesBetween, type Times } from "./occurrences.ts";
import { addOccurrences, lockWatermark, moveWatermark, occurrencesIn, settle } from "./store.ts";

/** One time at which a job is to run. */
export type Occurrence = {
  /** names it, for ever */
  key: string;
  /** Unix seconds */
  at: number;
};

/** Something that is done at certain times of the clock, in this ledger. What is due on chain needs none. */
export type Job = Times &
  Rules & {
    name: string;
    /** Runs in the transaction that marks the occurrence as done: with it, or not at all. */
    run(tx: Transaction, occurrence: Occurrence): Promise<void>;
  };

export type ScheduleParameters = {
  db: Database;
  chainId: number;
  jobs: readonly Job[];
  log: Log;
  /** told how many times a job has missed for good: the metric `missed_total` */
  onMissed?: ((job: string, count: number) => void) | undefined;
};

export type Schedule = {
  /** Does what has come up to the head's time. A job's trouble stops its own later times, and no other job. */
  tick(lease: Lease, head: Head): Promise<void>;
};

/** No job of this name runs here, or none of its times waits for an answer. */
export class NothingAskedError extends BaseError {
  override readonly name = "NothingAskedError";

  constructor(job: string) {
    super(
      `No missed time of the job "${job}" waits for an answer. List those that do with \`npm run keepers -- missed\`.`,
    );
  }
}

/** times of one job in one look: more come with the next */
const atOnce = 1_000;
const askedKind = "missed-runs";

export const createSchedule = ({ db, chainId, jobs, log, onMissed }: ScheduleParameters): Schedule => {
  const miss = (name: string, count: number): void => {
    if (count === 0) return;
    onMissed?.(name, count);
    log.warn({ job: name, missed: count }, "times of this job have passed without it");
  };

  /** Writes down which times have come, and what becomes of them. */
  const look = async (lease: Lease, job: Job, now: number): Promise<readonly number[]> => {
    const looked = await fenced(db, lease, async (tx) => {
      const watermark = await lockWatermark(tx, job.name, now);
      // A head that is older than one seen before brings nothing new.
      if (now < watermark) return { run: [], missed: 0 };
      const gone = occurrencesBetween(job, { after: watermark, until: now - job.catchUp - 1, limit: atOnce });
      const after = Math.max(watermark, now - job.catchUp - 1);
      const come = occurrencesBetween(job, { after, until: now, limit: atOnce });
      await addOccurrences(tx, job.name, come.at);
      await moveWatermark(tx, job.name, come.isCut ? (come.at.at(-1) ?? now) : now);

      const due = await occurrencesIn(tx, job.name, "due");
      const { run, missed, ask } = decide(job, { due, now });
      for (const { at, reason } of missed) await settle(tx, job.name, [at], { from: ["due"], to: "missed", reason });
      await settle(tx, job.name, ask, { from: ["due"], to: "asked" });
      await askPeople(tx, job.name);
      const approved = await occurrencesIn(tx, job.name, "approved");
      return { run: [...approved, ...run].sort((a, b) => a - b), missed: gone.at.length + missed.length };
    });
    miss(job.name, looked.missed);
    return looked.run;
  };

  const runOne = (lease: Lease, job: Job, at: number): Promise<void> =>
    fenced(db, lease, async (tx) => {
      if ((await settle(tx, job.name, [at], { from: ["due", "approved"], to: "done" })) === 0) return;
      await job.run(tx, { key: occurrenceKey(chainId, job.name, at), at });
    });

  return {
    tick: async (lease, head) => {
      for (const job of jobs) {
        try {
          for (const at of await look(lease, job, head.timestamp)) await runOne(lease, job, at);
        } catch (error) {
          if (error instanceof LeaseLostError) throw error;
          log.error({ job: job.name, err: error }, "a scheduled job failed; it is repeated, and its later times wait");
        }
      }
    },
  };
};

/** The name of a job's time: the same whoever computes it, and however late. */
export const occurrenceKey = (chainId: number, job: string, at: number): string =>
  intentKey({ chainId, contract: "ledger", kind: "job", subject: job, occurrence: at });

const askPeople = async (tx: Transaction, job: string): Promise<void> => {
  const asked = await occurrencesIn(tx, job, "asked");
  if (asked.length === 0) return;
  await raiseNotice(tx, {
    kind: askedKind,
    subject: job,
    severity: "warning",
    text: `The job "${job}" has missed its time. Decide whether it is to be made up for or skipped.`,
    detail: { first: timeOf(asked[0]), last: timeOf(asked.at(-1)), count: `${asked.length}` },
  });
};

/**
 * A person's answer: the missed times of a job are run at the next look, in order, or skipped for good.
 *
 * @returns how many times
 * @throws NothingAskedError, also when somebody else was faster; UnexplainedDecisionError
 */
export const answerMissed = (
  db: Database,
  { job, as, by, note }: { job: string; as: "run" | "skip"; by: string; note: string },
): Promise<number> =>
  db.transaction(async (tx) => {
    if (by.trim() === "" || note.trim() === "") throw new UnexplainedDecisionError();
    const asked = await occurrencesIn(tx, job, "asked");
    const to = as === "run" ? "approved" : "missed";
    const count = await settle(tx, job, asked, { from: ["asked"], to, reason: `${by}: ${note}` });
    if (count === 0) throw new NothingAskedError(job);
    await closeNotice(tx, { kind: askedKind, subject: job });
    await appendEvents(tx, [
      { to: as === "run" ? "made up for" : "skipped", detail: { job, by, note, count: `${count}` } },
    ]);
    return count;
  });

const timeOf = (seconds = 0): string => new Date(seconds * 1_000).toISOString();
