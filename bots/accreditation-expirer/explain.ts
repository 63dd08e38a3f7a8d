import { type Hex, isHex, type PublicClient, size } from "viem";
import { readHead } from "../../sdk/reads/head.ts";
import { readInvestorStates, readInvestors } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import { accreditationIdOf, countIdOf } from "../../sdk/work.ts";
import { investorNumber, readWord, type Word } from "../gateway-views.ts";
import { type Subject, SubjectNameError, type Told, timeText } from "../subject.ts";
import { className } from "./decide.ts";
import { readAcceptedPlace } from "./registrar.ts";

/** Tells of an investor's accreditation and count, such as `investor 0x…`. */
export const createInvestorSubject = ({
  client,
  deployment,
}: {
  client: PublicClient;
  deployment: Deployment;
}): Subject => ({
  noun: "investor",
  example: "investor 0x1a2b3c4d5e6f708192a3b4c5",
  find: async (name) => {
    const id = idOf(name);
    const payload = { field: "id", value: id };
    const { registrar, issuer, accreditations, counts } = deployment;
    const number = investorNumber(id);
    const readExpiry = async (): Promise<Word> => {
      const place = await readAcceptedPlace(client, deployment);
      if (typeof place !== "number") return place;
      const subject = accreditationIdOf(place, number);
      return readWord(client, deployment, "expire", { contract: accreditations, subject });
    };
    const [[investor], [state], expiry, sync, { timestamp: now }] = await Promise.all([
      readInvestors(client, { address: registrar, ids: [id] }),
      readInvestorStates(client, { address: issuer, ids: [id] }),
      readExpiry(),
      readWord(client, deployment, "synchronise", { contract: counts, subject: countIdOf(number) }),
      readHead(client),
    ]);
    if (investor === undefined || investor.expiresAt === 0) {
      return { standing: "missing", because: `${registrar} has not registered it`, facts: [], payload };
    }
    const facts = [
      `Accredited until ${timeText(investor.expiresAt)}; marked as lapsed: ${investor.lapsed ? "yes" : "no"}.`,
      `Registered as ${className(investor)} (country/rating)${state === undefined ? "" : `, counted by the issuer as ${className(state)}`}.`,
      `The chain's time is ${timeText(now)}.`,
    ];
    return { ...standingOf({ expiresAt: investor.expiresAt, expiry, sync }), facts, payload };
  },
});

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

/** Investors' ids have twelve bytes. */
const idOf = (name: string): Hex => {
  if (isHex(name) && size(name) === 12 && name.length === 26) return name.toLowerCase() as Hex;
  throw new SubjectNameError(`"${name}" is no investor's id. It has 12 bytes: 0x and 24 hex digits.`);
};
