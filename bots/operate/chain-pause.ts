import { type Address, isAddressEqual } from "viem";
import { pauseWork } from "../../sdk/actions/gateway/pause.ts";
import { resumeWork } from "../../sdk/actions/gateway/resume.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { readAuthority, readClosed, readIsPermitted } from "../../sdk/reads/authorities.ts";
import { readFreeSalt } from "../../sdk/reads/freeSalt.ts";
import { readSources } from "../../sdk/reads/gateway.ts";
import { readHead } from "../../sdk/reads/head.ts";
import type { MultiSigCall } from "../../sdk/types.ts";
import type { WorkAt } from "../../sdk/work.ts";
import { IntakeError } from "../approvals/errors.ts";
import { createIntake } from "../approvals/intake.ts";
import { liveProposals } from "../approvals/store.ts";
import { allowedAs } from "../keeper.ts";
import { timeText } from "../subject.ts";
import { RefusedError } from "./errors.ts";
import type { Office } from "./office.ts";
import type { Result } from "./output.ts";

/** a week to find the approvals */
const deadlineAfter = 7 * 86_400;

export type ChainPauseParameters = {
  /** whose work; undefined: all that the gateway lists */
  keeper: string | undefined;
  /** number of the issuer's authority, as it was typed */
  authority: string;
  /** or to be resumed */
  paused: boolean;
};

type ChainOffice = Pick<Office, "client" | "deployment" | "db" | "keepers" | "config">;

/**
 * The call by which an authority of the issuer stops work at the gateway, or lets it go on. Nobody's key is here: the call
 * is kept for its members to sign, and shown for those who rather send it themselves.
 *
 * @throws RefusedError if there is no such authority, keeper or work
 */
export const pauseOnChain = async (office: ChainOffice, parameters: ChainPauseParameters): Promise<Result> => {
  const { client, deployment } = office;
  const { issuer, gateway } = deployment;
  const { paused } = parameters;
  const chosen = await workOf(office, kindsOf(office.keepers, parameters.keeper));
  const work = chosen.map(({ source, kind }): WorkAt => ({ source, kind }));
  const kinds = [...new Set(chosen.map(({ name }) => name))];
  const authority = numberOf(parameters.authority);
  const { members, threshold } = await readAuthority(client, { multisig: issuer, authority });
  const [member] = members;
  if (member === undefined) throw new RefusedError(`The issuer ${issuer} has no authority ${authority} with members.`);

  const direct = (paused ? pauseWork : resumeWork)({ gateway, work });
  const { selector } = allowedAs(direct);
  const isPermitted = await readIsPermitted(client, { multisig: issuer, account: member, target: gateway, selector });
  const call = await callFor(office, authority, direct.data);
  const callHash = callHashOf(call, { chainId: deployment.chainId, multisig: issuer });
  const kept = await keep(office, issuer, call);

  const name = paused ? "pause" : "resume";
  const numbers = `[${work.map(({ source, kind }) => `(${source},${kind})`).join(",")}]`;
  const text = [
    `${paused ? "Stop" : "Resume"} work at the keeper gateway ${gateway}: ${kinds.join(", ")}.`,
    `Authority ${authority} of the issuer ${issuer} decides: ${threshold} of ${members.length} members (${members.join(", ")}).`,
    ...(isPermitted ? [] : [`It may not do so now: the owner must permit it (setAuthoritySignatures, ${selector}).`]),
    "",
    kept.refusal === undefined
      ? `Signing: the call ${callHash} waits at the approval service (port ${office.config.port}, /calls/${callHash}) until ${timeText(call.deadline)}; the keepers send it when enough members have signed.`
      : `Signing: the approval service did not take the call: ${kept.refusal}`,
    "Or each member sends this transaction from a wallet:",
    `  to ${gateway}, value 0, data ${direct.data}`,
    `  cast send ${gateway} "${name}((uint16,uint8)[])" "${numbers}"`,
  ].join("\n");
  const transaction = { to: gateway, value: 0n, data: direct.data };
  const value = {
    kinds,
    work,
    multisig: issuer,
    authority,
    threshold,
    members,
    isPermitted,
    callHash,
    call,
    transaction,
    ...kept,
  };
  return { text, value };
};

/** Work of these kinds at all sources that the gateway lists. @throws RefusedError if there is none */
const workOf = async ({ client, deployment }: ChainOffice, kinds: readonly string[] | undefined) => {
  const { gateway } = deployment;
  const sources = await readSources(client, { gateway });
  const work = sources.flatMap(({ source, kinds: own }) =>
    own.flatMap(({ name }, kind) => (kinds === undefined || kinds.includes(name) ? [{ source, kind, name }] : [])),
  );
  if (work.length === 0) throw new RefusedError(`The gateway ${gateway} lists no source of such work.`);
  return work;
};

/** Undefined: all. @throws RefusedError */
const kindsOf = (keepers: Office["keepers"], name: string | undefined): readonly string[] | undefined => {
  if (name === undefined) return undefined;
  const known = keepers.flatMap((keeper) => (keeper.kinds === undefined ? [] : [keeper.name]));
  const kinds = keepers.find((keeper) => keeper.name === name)?.kinds;
  if (kinds !== undefined) return kinds;
  throw new RefusedError(`The gateway has no work of a keeper ${name}. Name one of: ${known.join(", ")}.`);
};

/** @throws RefusedError */
const numberOf = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new RefusedError(`"${text}" is no number of an authority. The owner of the issuer is 1.`);
};

/** The call that waits already, if one does: its members shall not sign twice. */
const callFor = async (
  { client, db, deployment }: ChainOffice,
  authority: number,
  data: MultiSigCall["data"],
): Promise<MultiSigCall> => {
  const { chainId, issuer, gateway } = deployment;
  const { timestamp: now } = await readHead(client);
  const known = (await liveProposals(db, chainId, now))
    .filter(({ multisig, call }) => isAddressEqual(multisig, issuer) && call.authority === authority)
    .map(({ call }) => call);
  for (const call of known.filter((other) => isAddressEqual(other.target, gateway) && other.data === data)) {
    if (!(await readClosed(client, { multisig: issuer, call }))) return call;
  }
  const taken = known.map(({ salt }) => salt);
  const salt = await readFreeSalt(client, { multisig: issuer, authority, taken });
  return { authority, target: gateway, data, salt, deadline: now + deadlineAfter };
};

const keep = (
  { client, db, deployment }: ChainOffice,
  multisig: Address,
  call: MultiSigCall,
): Promise<{ refusal: string | undefined }> =>
  createIntake({ client, db, deployment })
    .propose({ multisig, ...call })
    .then(
      () => ({ refusal: undefined }),
      (error: unknown) => {
        if (error instanceof IntakeError) return { refusal: error.shortMessage };
        throw error;
      },
    );
