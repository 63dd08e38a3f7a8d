import type { Address, Hex } from "viem";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { setCountryRule } from "../../sdk/actions/issuer/setCountryRule.ts";
import { setInvestorRestriction } from "../../sdk/actions/issuer/setInvestorRestriction.ts";
import { approveCall } from "../../sdk/actions/multisig/approveCall.ts";
import { removeMembers } from "../../sdk/actions/multisig/removeMembers.ts";
import type { InvestorLimits } from "../../sdk/files/index.ts";
import { investorKey } from "../../sdk/investors.ts";
import { callHashOf } from "../../sdk/multisig/callHash.ts";
import { typedDataOf } from "../../sdk/multisig/typedData.ts";
import { readAuthority, readClosed } from "../../sdk/reads/authorities.ts";
import { readFreeSalt } from "../../sdk/reads/freeSalt.ts";
import type { Call, MultiSigCall } from "../../sdk/types.ts";
import type { Investor, Person } from "../cast.ts";
import { approveTogether, idOf, memberAt, type Stage, StoryError, sendAs, untilKeepers } from "../stage.ts";

/** The owner's authority in every MultiSig. */
const owner = 1;
const monthOfSeconds = 30 * 86_400;

/** Directors freeze an investor, or lift that: both send the same call on chain. */
export const freeze = async (stage: Stage, investor: Investor, restricted: boolean): Promise<void> => {
  const { issuer } = stage.deployment;
  const key = investorKey(stage.registrarPlace, idOf(stage, investor));
  await approveTogether(stage, stage.cast.owner, setInvestorRestriction({ issuer, key, restricted }));
  stage.model.apply({ kind: "freeze", investor: investor.externalId, on: restricted, now: await stage.clock.now() });
  const verb = restricted ? "froze" : "unfroze";
  stage.screen.line(await stage.clock.now(), `${stage.cast.owner.name} ${verb} ${investor.legalName}`);
};

/**
 * One director approves on chain, one signs: the collector gathers both, verifies and executes. The call raises a
 * country's limit by `places`.
 */
export const raiseCountryLimit = async (stage: Stage, country: number, places: number): Promise<void> => {
  const { action, rule } = await higherLimit(stage, country, places);
  const call = await propose(stage, action);
  const [onChain, bySignature] = [memberAt(stage.cast.owner, 0), memberAt(stage.cast.owner, 1)];
  await sendAs(stage, onChain.account, approveCall({ multisig: stage.deployment.issuer, call }));
  stage.screen.line(await stage.clock.now(), `${onChain.name} approved on chain: ${action.description}`);
  await sign(stage, call, bySignature);
  stage.screen.line(
    await stage.clock.now(),
    `${bySignature.name} signed the same call; the collector has 2 of 2 approvals`,
  );

  await untilKeepers(stage, "executed the approved call", () => isExecuted(stage, call));
  await stage.keepers.rounds(1);
  stage.model.apply({ kind: "setCountry", country, rule, now: await stage.clock.now() });
};

/** A director signs and is removed before the call has enough approvals: it must never execute. */
export const loseApproval = async (stage: Stage, country: number): Promise<void> => {
  const { issuer } = stage.deployment;
  const { action } = await higherLimit(stage, country, 100);
  const call = await propose(stage, action);
  const members = stage.cast.owner.members;
  const leaving = members.at(-1);
  if (leaving === undefined || members.length <= stage.cast.owner.threshold) {
    throw new StoryError("The owner in issuer.json needs more members than its threshold.");
  }
  await sign(stage, call, leaving);
  stage.screen.line(
    await stage.clock.now(),
    `${leaving.name} signed a second call, and is removed before anybody else does`,
  );
  await approveTogether(
    stage,
    stage.cast.owner,
    removeMembers({ multisig: issuer, authority: owner, members: [leaving.account.address] }),
  );
  await sign(stage, call, memberAt(stage.cast.owner, 0));

  await stage.keepers.rounds(2);
  if (await isExecuted(stage, call)) throw new StoryError("A call ran on the approval of a removed member.");
  stage.screen.line(
    await stage.clock.now(),
    `the second call has 1 of ${stage.cast.owner.threshold} approvals, because ${leaving.name} is no member any more: not executed`,
  );
};

const higherLimit = async (stage: Stage, country: number, places: number) => {
  const { issuer } = stage.deployment;
  const [permitted, minRating, , limits] = await stage.client.readContract({
    address: issuer,
    abi: issuingEntityAbi,
    functionName: "countryRule",
    args: [country],
  });
  const [total, ...byRating] = limits;
  const raised: InvestorLimits = [total + places, ...byRating];
  const action = setCountryRule({ issuer, country, permitted, minRating, limits: raised });
  const name = stage.cast.investors.find((investor) => investor.country.numeric === country)?.country.name;
  return {
    action: { ...action, description: `limit of ${name} from ${total} to ${total + places} investors` },
    rule: { country, minRating, limits: raised },
  };
};

const propose = async (stage: Stage, action: Call): Promise<MultiSigCall> => {
  const multisig = stage.deployment.issuer;
  const call = {
    authority: owner,
    target: action.to,
    data: action.data,
    salt: await readFreeSalt(stage.client, { multisig, authority: owner }),
    deadline: (await stage.clock.now()) + monthOfSeconds,
  };
  await stage.keepers.post("/calls", { multisig, ...call });
  return call;
};

const sign = async (stage: Stage, call: MultiSigCall, { account }: Person): Promise<void> => {
  const multisig = stage.deployment.issuer;
  const { epoch } = await readAuthority(stage.client, { multisig, authority: call.authority });
  const typedData = typedDataOf(call, { chainId: stage.deployment.chainId, multisig, epoch });
  const signature = await account.signTypedData(typedData);
  await stage.keepers.post(`/calls/${hashOf(stage, call)}/signatures`, { signer: account.address, signature });
};

const isExecuted = (stage: Stage, call: MultiSigCall): Promise<boolean> =>
  readClosed(stage.client, { multisig: stage.deployment.issuer, call });

const hashOf = (stage: Stage, call: MultiSigCall): Hex =>
  callHashOf(call, { chainId: stage.deployment.chainId, multisig: stage.deployment.issuer });

/** Country in which an account may not receive because its limit is reached. */
export const countryOf = (stage: Stage, account: Address): number => {
  const investor = stage.cast.investors.find(({ accounts }) => accounts.includes(account));
  if (investor === undefined) throw new StoryError(`${account} stands in no row of investors.csv.`);
  return investor.country.numeric;
};
