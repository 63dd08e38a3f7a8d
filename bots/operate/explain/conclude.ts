import type { Halt } from "../../health/vitals.ts";
import { everyKeeper, type PauseRow, pauseOf } from "../../ledger/pauses.ts";
import type { IntentRow } from "../../ledger/queries.ts";
import type { Told } from "../../subject.ts";

/** What surrounds the question: whether anybody could work at all. */
export type Circumstances = {
  /** Unix milliseconds of the database's clock */
  now: number;
  pauses: ReadonlyMap<string, PauseRow>;
  /** what keeps the sender from signing, for all or for one keeper */
  halts: readonly Halt[];
  /** whether some process holds the lease */
  isLed: boolean;
  /** blocks that the index is behind; undefined if it cannot be read */
  indexLag: bigint | undefined;
  maxIndexLag: bigint;
  /** the account is empty, on a chain where transactions cost something */
  isBalanceEmpty: boolean;
};

export type Question = {
  /** as people say it: "Lot 17" */
  name: string;
  /** the chain's word; undefined where only the ledger was asked */
  told: Told | undefined;
  /** the piece of work that matters; undefined if the keepers have never planned any */
  intent: Pick<IntentRow, "key" | "keeper" | "state" | "reason" | "tries" | "retryAt"> | undefined;
  /** what a node said when every endpoint refused its transaction; undefined if they did not */
  refusal?: string | undefined;
  circumstances: Circumstances;
};

/** The answer in one sentence. Pure. The chain's word goes first; then what a person must do; then what waits for what. */
export const conclude = ({ name, told, intent, refusal, circumstances }: Question): string => {
  if (told?.standing === "missing") return `${name} does not exist: ${told.because}.`;
  if (told?.standing === "done") return `${name} is done: ${told.because}.`;
  if (intent?.state === "unknown") {
    return `${name} waits for a person: ${intent.reason ?? "the keeper cannot know"}. Find out, then \`npm run keepers -- resolve ${intent.key} --as planned|skipped --note "…"\`.`;
  }
  if (told?.standing === "void") return `${name} will never be done: ${told.because}.`;
  const underWay = underWayText(name, intent, refusal);
  if (underWay !== undefined) return underWay;
  if (told?.standing === "held") return `${name} is held up: ${told.because}.`;
  if (told?.standing === "early") return `${name} is not due yet: ${told.because}.`;
  const hindrance = hindranceOf(intent, circumstances);
  if (hindrance !== undefined) return `${name} is due, but ${hindrance}`;
  if (intent === undefined) return `${name} is due (${told?.because}), and will be planned when its keeper next looks.`;
  return plannedText(name, intent, circumstances);
};

const underWayText = (name: string, intent: Question["intent"], refusal: string | undefined): string | undefined => {
  switch (intent?.state) {
    case "signed":
    case "broadcast":
      if (refusal !== undefined) {
        return `${name} is signed, but every endpoint refuses its transaction: "${refusal}". If that lasts, its nonce is filled and the work is tried in smaller transactions; a single piece waits for a person.`;
      }
      return `${name} is under way: its transaction is ${intent.state} and not in a block yet.`;
    case "mined":
      return `${name} is under way: its transaction is in a block and waits for confirmations.`;
    default:
      return undefined;
  }
};

const hindranceOf = (intent: Question["intent"], circumstances: Circumstances): string | undefined => {
  const { pauses, halts, isLed, indexLag, maxIndexLag, isBalanceEmpty } = circumstances;
  const pause = intent === undefined ? pauses.get(everyKeeper) : pauseOf(pauses, intent.keeper);
  if (pause !== undefined)
    return `${pause.scope === everyKeeper ? "all keepers are" : `the keeper ${pause.scope} is`} paused by ${pause.by}: ${pause.reason}.`;
  if (!isLed) return "no keepers run: nobody holds the lease. Start them with `npm run keepers`.";
  if (isBalanceEmpty) return "the keepers' account is empty. Send it what it pays gas with.";
  const halt = halts.find(({ keeper }) => keeper === undefined || keeper === intent?.keeper);
  if (halt !== undefined) return `it waits. ${halt.text}`;
  if (intent !== undefined) return undefined;
  if (indexLag === undefined) return "the keepers cannot find it: the index cannot be read.";
  if (indexLag > maxIndexLag) return `the keepers cannot find it: the index is ${indexLag} blocks behind.`;
  return undefined;
};

const plannedText = (name: string, intent: NonNullable<Question["intent"]>, { now }: Circumstances): string => {
  const { state, reason, tries, retryAt } = intent;
  if (state === "final")
    return `${name} was done, and the chain says that it is to be done again: tell who wrote the contract.`;
  if (state === "skipped") return `${name} is left alone: ${reason ?? "it was not ours to do"}.`;
  if (state !== "planned") return `${name} is being prepared (${state}).`;
  if (tries === 0) return `${name} is planned and waits for its turn${reason === null ? "" : ` (last: ${reason})`}.`;
  const again =
    retryAt === null || retryAt.getTime() <= now ? "is tried again now" : `is tried again ${retryAt.toISOString()}`;
  return `${name} was tried ${tries === 1 ? "once" : `${tries} times`} without effect (last: ${reason ?? "no reason"}) and ${again}.`;
};
