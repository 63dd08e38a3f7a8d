import type { PublicClient } from "viem";
import { idsOfRegistrar, investorKey } from "../../sdk/investors.ts";
import { readHead } from "../../sdk/reads/head.ts";
import { readInvestorStates, readInvestors } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import { readWord, type Word } from "../gateway-views.ts";
import { type Subject, SubjectNameError, type Told, timeText } from "../subject.ts";
import { className } from "./decide.ts";
import { readAcceptedPlace } from "./registrar.ts";

/** Tells of an investor's accreditation and count, such as `investor 17`. */
export const createInvestorSubject = ({
  client,
  deployment,
}: {
  client: PublicClient;
  deployment: Deployment;
}): Subject => ({
  noun: "investor",
  example: "investor 17",
  find: async (name) => {
    const id = idOf(name);
    const payload = { field: "id", value: `${id}` };
    const { registrar } = deployment;
    const [[investor], place, { timestamp: now }] = await Promise.all([
      readInvestors(client, { registrar, ids: [id] }),
      readAcceptedPlace(client, deployment),
      readHead(client),
    ]);
    if (investor === undefined || investor.expiresAt === 0) {
      return { standing: "missing", because: `${registrar} has not registered it`, facts: [], payload };
    }
    const { state, expiry, sync } =
      typeof place === "number"
        ? await readWork(client, deployment, investorKey(place, id))
        : { state: undefined, expiry: place, sync: place };
    const facts = [
      `Accredited until ${timeText(investor.expiresAt)}; marked as lapsed: ${investor.lapsed ? "yes" : "no"}.`,
      `Registered as ${className(investor)} (country/rating)${state === undefined ? "" : `, counted by the issuer as ${className(state)}`}.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf({ expiresAt: investor.expiresAt, expiry, sync }), facts, payload };
  },
});

/** How the issuer counts an investor, and what the gateway says of the work. */
const readWork = async (client: PublicClient, deployment: Deployment, key: number) => {
  const { issuer, accreditations, counts } = deployment;
  const subject = BigInt(key);
  const [[state], expiry, sync] = await Promise.all([
    readInvestorStates(client, { issuer, keys: [key] }),
    readWord(client, deployment, "expire", { contract: accreditations, subject }),
    readWord(client, deployment, "synchronise", { contract: counts, subject }),
  ]);
  return { state, expiry, sync };
};

type Parts = { expiresAt: number; expiry: Word; sync: Word };

const standingOf = ({ expiresAt, expiry, sync }: Parts): Pick<Told, "standing" | "because"> => {
  if (expiry.state === "due") return { standing: "due", because: "its accreditation has ended and is not marked" };
  if (sync.state === "due") return { standing: "due", because: "the issuer counts it under another class than it has" };
  const held = expiry.held ?? sync.held;
  if (held !== undefined) return { standing: "held", because: held };
  return expiry.state === "done"
    ? { standing: "done", because: "its accreditation is marked as lapsed and its count is right" }
    : { standing: "early", because: `its accreditation ends ${timeText(expiresAt)}` };
};

const idOf = (name: string): number => {
  const id = /^\d{1,10}$/.test(name) ? Number(name) : 0;
  if (id > 0 && id < idsOfRegistrar) return id;
  throw new SubjectNameError(`"${name}" is no investor's id. Write a number from 1 to ${idsOfRegistrar - 1}.`);
};
