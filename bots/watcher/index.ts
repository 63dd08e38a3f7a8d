import type { Address, PublicClient } from "viem";
import { readAuthority } from "../../sdk/reads/authorities.ts";
import type { Head } from "../../sdk/reads/head.ts";
import { readInvestors } from "../../sdk/reads/investors.ts";
import type { Deployment } from "../../sdk/types.ts";
import type { Describer } from "../approvals/book.ts";
import { approvalsOf, reviewProposal } from "../approvals/review.ts";
import { liveProposals, type Proposal, signaturesOf } from "../approvals/store.ts";
import { endingLimit, type IndexReader } from "../index-reader.ts";
import { createIsolation } from "../isolate.ts";
import type { Watcher } from "../keeper.ts";
import type { Database } from "../ledger/database.ts";
import type { Log } from "../log.ts";
import { openNotices } from "../notices/store.ts";
import { type Distances, decide, defaultDistances, horizonOf, type Term, watcherName } from "./decide.ts";

export type TermWatcherParameters = {
  client: PublicClient;
  index: IndexReader;
  deployment: Deployment;
  describer: Pick<Describer, "sentenceFor" | "nameOf" | "multisigs">;
  db: Database;
  log: Log;
  distances?: Distances | undefined;
};

/** Warns people before an accreditation, a pending call or an authority's term ends. */
export const createTermWatcher = (parameters: TermWatcherParameters): Watcher => {
  const { client, index, deployment, describer, db, log, distances = defaultDistances } = parameters;
  const { chainId, registrar } = deployment;
  const isolation = createIsolation(log, watcherName);

  const accreditationsOf = async (ids: readonly number[]): Promise<(Term | undefined)[]> => {
    const investors = await isolation.together(ids, (some) => readInvestors(client, { registrar, ids: some }));
    return investors.map((investor, position): Term | undefined => {
      const id = ids[position];
      if (investor === undefined || id === undefined) return undefined;
      return {
        kind: "accreditation",
        subject: `${registrar.toLowerCase()}/${id}`,
        endsAt: investor.expiresAt,
        title: `The accreditation of investor ${id}`,
        advice: "Verify the investor again at the registrar.",
        detail: { investor: `${id}` },
      };
    });
  };

  const authorityOf = async ({ multisig, authority }: AuthorityHint): Promise<Term> => {
    const { approvedUntil } = await readAuthority(client, { multisig, authority });
    return {
      kind: "authority",
      subject: `${multisig.toLowerCase()}/${authority}`,
      endsAt: approvedUntil + 1,
      title: `The term of authority ${authority} of the ${await describer.nameOf(multisig)}`,
      advice: "The owner can approve it for longer; else its members cannot act.",
      detail: { multisig: multisig.toLowerCase(), authority: `${authority}` },
    };
  };

  /** Nothing, once it was executed or cancelled, or while nobody approves it. */
  const callOf = async (proposal: Proposal): Promise<Term[]> => {
    const { multisig, callHash, call } = proposal;
    const review = await reviewProposal(client, chainId, proposal, await signaturesOf(db, callHash));
    if (!review.isOpen || approvalsOf(review) === 0) return [];
    const term: Term = {
      kind: "call",
      subject: `${multisig.toLowerCase()}/${callHash}`,
      endsAt: call.deadline + 1,
      title: `The call "${await describer.sentenceFor(call)}"`,
      advice: `It has ${approvalsOf(review)} of ${review.threshold} approvals; may still approve: ${review.missing.join(", ") || "nobody"}.`,
      detail: { callHash },
    };
    return [term];
  };

  /** What the index says ends soon, and what was told: a row that the index has lost since closes no notice. */
  const hintsOf = async (head: Head) => {
    const { timestamp: now } = head;
    const multisigs = await describer.multisigs();
    const [indexed, told] = await Promise.all([
      index.read(head, async (queries) => ({
        ids: await queries.accreditationsEnding(registrar, now, horizonOf("accreditation", now, distances)),
        authorities: await queries.authoritiesEnding(multisigs, now, horizonOf("authority", now, distances)),
      })),
      openNotices(db),
    ]);
    const own = told.map(({ detail }) => detail).filter(({ watcher }) => watcher === watcherName);
    const toldIds = own.flatMap(({ investor }) => (investor === undefined ? [] : [Number(investor)]));
    const toldAuthorities = own.flatMap(({ multisig, authority }) =>
      multisig === undefined ? [] : [{ multisig: multisig as Address, authority: Number(authority) }],
    );
    return {
      ids: [...new Set([...indexed.ids, ...toldIds])],
      authorities: [
        ...new Map([...indexed.authorities, ...toldAuthorities].map((hint) => [JSON.stringify(hint), hint])).values(),
      ],
      complete: indexed.ids.length < endingLimit && indexed.authorities.length < endingLimit,
    };
  };

  return {
    name: watcherName,
    once: true,

    watch: async (head) => {
      const { timestamp: now } = head;
      const { ids, authorities, complete } = await hintsOf(head);
      const until = horizonOf("call", now, distances);
      const proposals = (await liveProposals(db, chainId, now)).filter(({ call }) => call.deadline < until);
      const [accreditationTerms, authorityTerms, callTerms] = await Promise.all([
        accreditationsOf(ids),
        isolation.each(authorities, authorityOf),
        isolation.each(proposals, callOf),
      ]);
      const terms = [...accreditationTerms, ...authorityTerms, ...callTerms.flatMap((calls) => calls ?? [undefined])];
      const seen = terms.filter((term) => term !== undefined);
      return {
        notices: decide({ snapshot: { terms: seen }, now }, distances),
        complete: complete && seen.length === terms.length,
      };
    },
  };
};

type AuthorityHint = { multisig: Address; authority: number };
