import { type Hex, isHex, size } from "viem";
import { BaseError } from "../../../sdk/errors/index.ts";
import type { Keeper } from "../../keeper.ts";
import type { Database } from "../../ledger/database.ts";
import type { IntentRow } from "../../ledger/queries.ts";
import { openNotices } from "../../notices/store.ts";
import type { Subject, Told, ToldStanding } from "../../subject.ts";
import { type Circumstances, conclude } from "./conclude.ts";
import { findByKey, findByPayload, findByTransaction, type History, readHistory, toldAtMost } from "./history.ts";

export type ExplainParameters = {
  db: Database;
  chainId: number;
  keepers: readonly Keeper[];
  subjects: readonly Subject[];
  circumstances: () => Promise<Circumstances>;
};

export type Explanation = {
  name: string;
  conclusion: string;
  /** what the chain says now */
  standing: ToldStanding | undefined;
  facts: readonly string[];
  /** how many pieces of work there are in each state */
  counts: Readonly<Record<string, number>>;
  histories: readonly History[];
  circumstances: Circumstances;
  notices: readonly { kind: string; subject: string; text: string }[];
};

/** Nothing can be asked about by this name. */
export class UnknownNameError extends BaseError {
  override readonly name = "UnknownNameError";

  constructor(text: string, subjects: readonly Subject[]) {
    const examples = [...subjects.map(({ example }) => example), "a transaction's hash", "an intent's key"];
    super(`"${text}" names nothing that the keepers know. Ask about one of: ${examples.join("; ")}.`);
  }
}

type Found = { name: string; told: Told | undefined; intents: readonly IntentRow[] };

/**
 * Why something was done or not: by an intent's key, a name such as `lot 17`, the hash of a transaction or of a call.
 *
 * @throws UnknownNameError, SubjectNameError
 */
export const explain = async (parameters: ExplainParameters, text: string): Promise<Explanation> => {
  const { db } = parameters;
  const [{ name, told, intents }, circumstances, open] = await Promise.all([
    find(parameters, text.trim()),
    parameters.circumstances(),
    openNotices(db),
  ]);
  const histories: History[] = [];
  for (const row of intents.slice(0, toldAtMost)) histories.push(await readHistory(db, row));
  const counts: Record<string, number> = {};
  for (const { state } of intents) counts[state] = (counts[state] ?? 0) + 1;
  const notices = open.map(({ kind, subject, text: said }) => ({ kind, subject, text: said }));
  const refusal = histories[0]?.attempts.findLast(({ state }) => state === "signed")?.refusal ?? undefined;
  const conclusion = conclude({ name, told, intent: intents[0], refusal, circumstances });
  const facts = told?.facts ?? [];
  return { name, conclusion, standing: told?.standing, facts, counts, histories, circumstances, notices };
};

const find = async (parameters: ExplainParameters, text: string): Promise<Found> => {
  const { db, chainId, subjects } = parameters;
  if (text.includes(":")) return findKey(parameters, text);
  if (isHex(text) && size(text) === 32) return findHash(parameters, text);
  const [noun = "", id = "", ...rest] = text.split(/\s+/);
  const subject = subjects.find((known) => known.noun === noun.toLowerCase());
  if (subject === undefined || id === "" || rest.length > 0) throw new UnknownNameError(text, subjects);
  const told = await subject.find(id);
  return {
    name: `${capital(noun.toLowerCase())} ${id}`,
    told,
    intents: await findByPayload(db, chainId, told.payload),
  };
};

const findKey = async (parameters: ExplainParameters, key: string): Promise<Found> => {
  const [row] = await findByKey(parameters.db, key);
  if (row === undefined) throw new UnknownNameError(key, parameters.subjects);
  return { name: row.title, told: await askKeeper(parameters, row), intents: [row] };
};

/** A transaction of ours, else a call that was proposed. */
const findHash = async (parameters: ExplainParameters, hash: Hex): Promise<Found> => {
  const { db, chainId, subjects } = parameters;
  const carried = await findByTransaction(db, hash);
  const [first] = carried;
  if (first !== undefined) {
    const title = carried.length === 1 ? first.title : `The work of this transaction (${carried.length} items)`;
    return {
      name: title,
      told: carried.length === 1 ? await askKeeper(parameters, first) : undefined,
      intents: carried,
    };
  }
  const calls = subjects.find(({ noun }) => noun === "call");
  const told = await calls?.find(hash);
  if (told === undefined || told.standing === "missing") throw new UnknownNameError(hash, subjects);
  return { name: `Call ${hash}`, told, intents: await findByPayload(db, chainId, told.payload) };
};

/** The keeper's own word on its work; undefined if that keeper does not run here. */
const askKeeper = async ({ keepers }: ExplainParameters, row: IntentRow): Promise<Told | undefined> => {
  const keeper = keepers.find(({ name }) => name === row.keeper);
  const [standing] = (await keeper?.standings([row])) ?? [];
  if (standing === undefined) return undefined;
  const payload = { field: "", value: "" };
  if (typeof standing === "object") {
    return "held" in standing
      ? { standing: "held", because: standing.held, facts: [], payload }
      : { standing: "void", because: standing.void, facts: [], payload };
  }
  return { standing, because: becauses[standing], facts: [`The contract says: ${standing}.`], payload };
};

const becauses = {
  due: "the contract says so",
  done: "the contract shows its effect",
  early: "the contract says so",
  void: "it has lost its object",
} as const;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
