import { type Abi, type Address, type ContractFunctionArgs, type Hex, slice, zeroAddress } from "viem";
import { accreditationWorkAbi } from "../../abis/AccreditationWork.ts";
import { claimRegistryAbi } from "../../abis/ClaimRegistry.ts";
import { countWorkAbi } from "../../abis/CountWork.ts";
import { custodianAbi } from "../../abis/Custodian.ts";
import { dossierAbi } from "../../abis/Dossier.ts";
import { issuingEntityAbi } from "../../abis/IssuingEntity.ts";
import { keeperGatewayAbi } from "../../abis/KeeperGateway.ts";
import { kycRegistrarAbi } from "../../abis/KYCRegistrar.ts";
import type { multiSigAbi } from "../../abis/MultiSig.ts";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { tokenFactoryAbi } from "../../abis/TokenFactory.ts";
import { investorOfSubject } from "../claims.ts";
import { keyText } from "../investors.ts";
import { lockText, partitionText, positionLockText } from "../partitions.ts";
import { timeText } from "../words.ts";
import type { WorkAt } from "../work.ts";
import type { ContractKind } from "./book.ts";
import { families } from "./families.ts";
import { paymentTokenAbi } from "./payment.ts";
import { foreignTokens, positionText, reference, taggedText, total } from "./phrases.ts";
import { byCallerOnly, type Sentences, type Undescribed } from "./sentence.ts";
import { momentText, type Speaker } from "./speaker.ts";
import { bytesText, listText, quoted, spanText, wordText } from "./text.ts";

// What each function does, in words for those who approve it. The words of modules are in a file for each family.

type CallArgument = { authority: number; target: Address; data: Hex; salt: Hex; deadline: number };
type StepArgument = { target: Address; data: Hex };

/** A call of another MultiSig, of which the one that acts here is a member. */
const innerCall = ({ authority, target, data, salt, deadline }: CallArgument, say: Speaker): string =>
  `by ${say.authority(authority)}, salt ${salt}, until ${timeText(deadline)}: [${say.call(target, data)}]`;

const multiSig: Sentences<typeof multiSigAbi> = {
  addAuthority: ([members, threshold, until], say) =>
    `add an authority of ${threshold} of ${members.length} members, which may act ${untilText(until)}: ${say.addresses(members)}`,
  addAuthorityAddresses: ([authority, members], say) =>
    `add members to ${say.authority(authority)}: ${say.addresses(members)}. Approvals given so far become void`,
  approveCall: ([call], say) => `approve as a member, without running it, the call ${innerCall(call, say)}`,
  cancelCall: ([call], say) => `cancel for ever, with all that waits under its salt, the call ${innerCall(call, say)}`,
  checkMultiSigExternal: byCallerOnly("an attached contract, when one of its functions is called"),
  checkOwnerExternal: byCallerOnly("an attached contract, when one of its functions is called"),
  executeBatch: ([steps], say) => batchText(steps, say),
  executeCall: ([call, approvals], say) => `run with ${approvals.length} signatures the call ${innerCall(call, say)}`,
  removeAuthorityAddresses: ([authority, members], say) =>
    `remove members from ${say.authority(authority)}: ${say.addresses(members)}. Approvals given so far become void`,
  replaceAuthorityMembers: ([authority, members, threshold], say) =>
    `replace all members of ${say.authority(authority)}; from now on ${threshold} of these ${members.length} decide: ${say.addresses(members)}`,
  setAuthorityApprovedUntil: ([authority, until], say) =>
    until === 0
      ? `stop ${say.authority(authority)} now. Approvals given so far become void`
      : `let ${say.authority(authority)} act ${untilText(until)}`,
  setAuthoritySignatures: ([authority, target, selectors, permitted], say) =>
    `${permitted ? "permit" : "forbid"} ${say.authority(authority)} to call on ${say.address(target)}: ${say.functions(target, selectors)}${permitted ? "" : ". Approvals that it gave so far become void"}`,
  setAuthorityThreshold: ([authority, threshold], say) =>
    `let ${threshold} members decide for ${say.authority(authority)}. Approvals given so far become void`,
  withdrawApproval: ([call], say) => `withdraw, as a member, the approval of the call ${innerCall(call, say)}`,
};

const registrar: Sentences<typeof kycRegistrarAbi> = {
  ...multiSig,
  expire: ([ids]) => `mark accreditations that have ended as lapsed: investors ${idsText(ids)}`,
  registerAccounts: ([id, accounts], say) =>
    `bind accounts to the investor ${id} for ever, or enable them again: ${say.addresses(accounts)}`,
  registerConsentingAccounts: ([id, accounts], say) =>
    `bind accounts, with their consent, to the investor ${id} for ever, or enable them again: ${say.addresses(accounts)}`,
  registerConsentingInvestor: ([registration], say) =>
    `register with the consent of the accounts ${registrationText(registration, say)}`,
  registerInvestors: ([registrations], say) =>
    `register ${registrations.length} investors: ${listText(registrations.map((entry) => registrationText(entry, say)))}`,
  restrictAccounts: ([id, accounts], say) =>
    `restrict accounts of the investor ${id}, which can then neither send nor receive: ${say.addresses(accounts)}`,
  setAccountSuspension: ([accounts, suspended, memo], say) =>
    `${suspended ? "suspend" : "end the suspension of"} the accounts ${say.addresses(accounts)}; memo: ${bytesText(memo)}`,
  setAttachment: ([target, attached], say) =>
    attached
      ? `let the contract ${say.address(target)} share the authorities of the registrar`
      : `end that the contract ${say.address(target)} shares the authorities of the registrar`,
  setAuthorityCountries: ([authority, countries, permitted], say) =>
    `${permitted ? "let" : "forbid"} ${say.authority(authority)} ${permitted ? "" : "to "}register investors of ${say.countries(countries)}`,
  setAuthorityCountryRange: ([authority, duty, first, last, permitted], say) =>
    `${permitted ? "give" : "take"} the duty to ${dutyText(duty)} ${permitted ? "to" : "from"} ${say.authority(authority)} for all countries with codes from ${first} to ${last}`,
  setAuthorityRestriction: ([authority, restricted], say) =>
    restricted
      ? `restrict ${say.authority(authority)}: it may do nothing, and all investors that it verified last are restricted until another verifies them`
      : `lift the restriction of ${say.authority(authority)} and of the investors that it verified`,
  setInvestorAuthority: ([authority, ids], say) =>
    `make ${say.authority(authority)} answer for the investors ${idsText(ids)}`,
  setInvestorRestriction: ([id, restricted]) =>
    restricted
      ? `restrict the investor ${id}, who can then neither send nor receive`
      : `lift the restriction of the investor ${id}`,
  setInvestorSuspension: ([ids, suspended, memo]) =>
    `${suspended ? "suspend" : "end the suspension of"} the investors ${idsText(ids)}; memo: ${bytesText(memo)}`,
  updateInvestor: ([id, region, rating, expiresAt], say) =>
    `renew ${renewalText({ id, region, rating, expiresAt }, say)}`,
  updateInvestors: ([renewals], say) =>
    `renew ${renewals.length} investors: ${listText(renewals.map((entry) => renewalText(entry, say)))}`,
};

const issuer: Sentences<typeof issuingEntityAbi> = {
  ...multiSig,
  addCustodian: ([custodian], say) => `approve ${say.address(custodian)} as a custodian; it stays one for ever`,
  addRegistrar: ([added], say) => `accept the registrar ${say.address(added)}`,
  addToken: ([token], say) => `add the token ${say.address(token)}, which then shares the issuer's authorities`,
  admit: ([accounts], say) => `admit ahead the investors of ${say.addresses(accounts)}; each counts from now on`,
  attachContract: ([target], say) => `let the contract ${say.address(target)} share the issuer's authorities`,
  attachIssuerModule: ([module], say) => `attach the module ${say.address(module)} to all tokens, present and future`,
  attachModule: ([token, module], say) =>
    `attach the module ${say.address(module)} to the token ${say.address(token)}; it shares the issuer's authorities`,
  completeAttachment: ([token, module], say) =>
    `attach the announced module ${say.address(module)} to ${tokensText(token, say)}`,
  detachContract: ([target], say) => `end that the contract ${say.address(target)} shares the issuer's authorities`,
  detachIssuerModule: ([module], say) => `detach the module ${say.address(module)} from all tokens`,
  detachModule: ([token, module], say) =>
    `detach the module ${say.address(module)} from the token ${say.address(token)}`,
  dismiss: ([keys]) => `end the admission of the investors ${keysText(keys)}`,
  releasePlaces: ([module, keys], say) =>
    `free the places that the detached module ${say.address(module)} reserved for the investors ${keysText(keys)}`,
  removeCustodian: ([custodian], say) =>
    `end the approval of the custodian ${say.address(custodian)}: from then on shares can only be withdrawn there`,
  removeRegistrar: ([removed], say) =>
    `reject the registrar ${say.address(removed)}: investors whom no other registrar knows can neither send nor receive`,
  reservePlaces: byCallerOnly("a module of a token"),
  setAttachmentDelay: ([delay]) =>
    delay === 0
      ? "let modules come to tokens with shares at once, when the present delay has passed"
      : `announce modules ${spanText(delay)} before they come to tokens with shares`,
  setCountries: ([countries, ratings], say) =>
    `permit countries: ${listText(countries.map((country, index) => `${say.country(country)} from rating ${ratings[index] ?? "?"}`))}`,
  setCountryRule: ([country, permitted, minRating, limits], say) =>
    `${permitted ? `permit ${say.country(country)} from rating ${minRating}` : `forbid ${say.country(country)}`}; limits of investors there: ${limitsText(limits)}`,
  setGlobalRestriction: ([restricted]) => (restricted ? "pause all tokens" : "lift the pause of all tokens"),
  setInvestorLimits: ([limits]) => `limit the number of investors: ${limitsText(limits)}`,
  setInvestorRestriction: ([key, restricted]) =>
    `${restricted ? "freeze" : "lift the freeze of"} the investor ${keyText(key)} in all tokens`,
  setTokenRestriction: ([token, restricted], say) =>
    `${restricted ? "pause" : "lift the pause of"} the token ${say.address(token)}`,
  sync: ([keys]) => `count investors anew under the class that they have now: ${keysText(keys)}`,
  updateInvestorCount: byCallerOnly("a token of the issuer"),
  withdrawAttachment: ([token, module], say) =>
    `withdraw the announcement of the module ${say.address(module)} for ${tokensText(token, say)}`,
};

const token: Sentences<typeof securityTokenAbi> = {
  ...foreignTokens,
  cancelNonce: ([nonce]) => `void what is signed as a transfer under the nonce ${nonce}`,
  transferBySignature: ([{ from, to, amount, fee, partition, toPartition, nonce }], say) =>
    `carry out the transfer, signed under the nonce ${nonce}, of ${say.amount(amount)} in partition ${partitionText(partition)} from ${say.address(from)} to ${say.address(to)}${
      toPartition === partition ? "" : ` in partition ${partitionText(toPartition)}`
    }${fee === 0n ? "" : `, for a fee of ${say.amount(fee)}`}`,
  abandonModule: ([module], say) =>
    `give up what the detached module ${say.address(module)} still encumbers: anyone may clear it`,
  clearEncumbrances: ([module, positions], say) =>
    `clear what the abandoned module ${say.address(module)} encumbers of ${say.addresses(positions.map(({ account }) => account))}`,
  controllerRedeemFromCustody: ([custodian, account, amount, document], say) =>
    `take by force ${say.amount(amount)} of ${say.address(account)} from the custodian ${say.address(custodian)} and out of existence, by the document ${document}`,
  controllerTransferFromCustody: ([custodian, from, to, amount, document], say) =>
    `move by force ${say.amount(amount)} of ${say.address(from)} from the custodian ${say.address(custodian)} to ${say.address(to)}, by the document ${document}`,
  convertPartition: byCallerOnly("a module of the token"),
  encumberPosition: byCallerOnly("a module of the token"),
  exitCustody: ([custodian, amount], say) =>
    `withdraw ${say.amount(amount)} of the MultiSig's own from the custodian ${say.address(custodian)}, which is approved no more`,
  issuePosition: ([to, amount, data], say) =>
    `issue ${say.amount(amount)} to ${positionText(to, say)}${reference(data)}`,
  redeemByMandate: byCallerOnly("a module of the token"),
  reserveSupply: byCallerOnly("a module of the token"),
  redeemPosition: ([from, amount, data], say) =>
    `take ${say.amount(amount)} from ${positionText(from, say)} and out of existence${reference(data)}`,
  releasePosition: byCallerOnly("a module of the token"),
  setMandate: ([module, granted], say) =>
    granted
      ? `let the module ${say.address(module)} redeem shares of anybody, whatever else is encumbered, frozen or locked`
      : `take from the module ${say.address(module)} the right to redeem what others hold back`,
  settle: byCallerOnly("a module of the token"),
  setDepositsAsked: byCallerOnly("a custodian's contract, by its own functions"),
  withdrawRecordDate: ([recordDate]) => `withdraw the record date ${timeText(recordDate)}`,
  allowSweep: ([allowed]) =>
    `${allowed ? "let" : "no longer let"} the other accounts of this investor collect what is free here`,
  updateRole: byCallerOnly("the issuer's contract"),
  updateMinRatings: byCallerOnly("the issuer's contract"),
  updateFreezes: byCallerOnly("the issuer's contract"),
  updatePolicy: byCallerOnly("the issuer's contract"),
  updateRegistrar: byCallerOnly("the issuer's contract"),
  approve: ([spender, value], say) =>
    `let ${say.address(spender)} move up to ${say.amount(value)} of the MultiSig's own holding`,
  approveByPartition: ([partition, spender, amount], say) =>
    `let ${say.address(spender)} move up to ${say.amount(amount)} of the MultiSig's own holding in partition ${partitionText(partition)}`,
  attachModule: byCallerOnly("the issuer's contract"),
  authorizeOperator: ([operator], say) =>
    `let ${say.address(operator)} move all of the MultiSig's own holding, in every partition, until revoked`,
  authorizeOperatorByPartition: ([partition, operator], say) =>
    `let ${say.address(operator)} move all of the MultiSig's own holding in partition ${partitionText(partition)} until revoked`,
  changePartition: ([account, from, to, amount, data], say) =>
    `put ${say.amount(amount)} of ${say.address(account)} from partition ${partitionText(from)} into ${partitionText(to)}${reference(data)}`,
  controllerRedeem: ([account, amount, data, operatorData], say) =>
    `take by force ${say.amount(amount)} from ${say.address(account)} and out of existence${reference(data)}${reason(operatorData)}`,
  controllerTransfer: ([from, to, amount, data, operatorData], say) =>
    `move by force ${say.amount(amount)} from ${say.address(from)} to ${say.address(to)}${reference(data)}${reason(operatorData)}`,
  controllerTransferByPartition: ([partition, from, to, amount, data, operatorData], say) =>
    `move by force ${say.amount(amount)} in partition ${partitionText(partition)} from ${say.address(from)} to ${say.address(to)}${reference(data)}${reason(operatorData)}`,
  custodyTransfer: byCallerOnly("a custodian's contract, by its own functions"),
  custodyWithdraw: byCallerOnly("a custodian's contract, by its own functions"),
  detachModule: byCallerOnly("the issuer's contract"),
  encumber: byCallerOnly("a module of the token"),
  finishIssuance: () => "say for ever that no more shares are issued",
  forcedTransfer: ([from, to, amount], say) =>
    `move by force ${say.amount(amount)} from ${say.address(from)} to ${say.address(to)}`,
  initialize: byCallerOnly("the factory that makes the token"),
  issue: ([to, amount, data], say) => `issue ${say.amount(amount)} to ${say.address(to)}${reference(data)}`,
  issueBatch: ([to, amounts, data], say) =>
    `issue ${say.amount(total(amounts))} in all: ${sharesText(to, amounts, say)}${reference(data)}`,
  issueByPartition: ([partition, to, amount, data], say) =>
    `issue ${say.amount(amount)} to ${say.address(to)} in partition ${partitionText(partition)}${reference(data)}`,
  lockPosition: ([partition, until]) =>
    `lock the MultiSig's own position in partition ${partitionText(partition)}: ${lockText(until)}`,
  operatorRedeemByPartition: ([partition, account, amount, data], say) =>
    `take ${say.amount(amount)} in partition ${partitionText(partition)} from ${say.address(account)} and out of existence${reference(data)}`,
  operatorTransferBetweenPartitions: ([from, to, holder, receiver, amount, data, operatorData], say) =>
    `transfer as operator ${say.amount(amount)} from ${say.address(holder)} out of partition ${partitionText(from)} to ${say.address(receiver)} in partition ${partitionText(to)}${taggedText(data)}${reason(operatorData)}`,
  operatorTransferByPartition: ([partition, from, to, amount, data, operatorData], say) =>
    `transfer as operator ${say.amount(amount)} in partition ${partitionText(partition)} from ${say.address(from)} to ${say.address(to)}${taggedText(data)}${reason(operatorData)}`,
  permit: (args, say) =>
    `hand in a permit of ${say.address(args[0])}, by which ${say.address(args[1])} may move up to ${say.amount(args[2])}`,
  bindAccounts: ([accounts], say) => `write down ahead to which investors accounts belong: ${say.addresses(accounts)}`,
  bringForward: ([positions], say) =>
    `bring positions forward after a split: ${say.addresses(positions.map(({ account }) => account))}`,
  bringForwardPosition: ([custodian, account], say) =>
    `bring forward after a split what ${say.address(account)} holds${custodian === zeroAddress ? "" : ` at ${say.address(custodian)}`}`,
  recover: ([lost, successor, data], say) =>
    `move all that the lost account ${say.address(lost)} holds to ${say.address(successor)}, for ever${reference(data)}`,
  recoverCustody: ([lost, custodians], say) =>
    `move what the lost account ${say.address(lost)} owns at custodians to its successor there: ${say.addresses(custodians)}`,
  redeem: ([amount, data], say) =>
    `take ${say.amount(amount)} out of the treasury and out of existence${reference(data)}`,
  redeemByPartition: ([partition, amount, data], say) =>
    `take ${say.amount(amount)} out of the treasury's partition ${partitionText(partition)} and out of existence${reference(data)}`,
  redeemFrom: ([account, amount, data], say) =>
    `take ${say.amount(amount)} from ${say.address(account)} and out of existence${reference(data)}`,
  release: byCallerOnly("a module of the token"),
  releaseMany: byCallerOnly("a module of the token"),
  releaseOfEpoch: byCallerOnly("a module of the token"),
  reopenAfterSplit: () =>
    "let shares move before the split is finished: positions that are left are brought forward when they are touched",
  revokeOperator: ([operator], say) => `end that ${say.address(operator)} may move all of the MultiSig's own holding`,
  revokeOperatorByPartition: ([partition, operator], say) =>
    `end that ${say.address(operator)} may move the MultiSig's own holding in partition ${partitionText(partition)}`,
  scheduleRecordDate: ([recordDate]) => `announce the record date ${timeText(recordDate)}`,
  rename: ([name, symbol]) => `rename the token to ${quoted(name)} with the symbol ${quoted(symbol)}`,
  setAuthorizedSupply: ([limit], say) =>
    limit === 0n ? "lift the limit of the total supply" : `limit the total supply to ${say.amount(limit)}`,
  setContractURI: ([uri]) =>
    uri === ""
      ? "name no place that describes the token to wallets"
      : `describe the token to wallets at ${quoted(uri)}`,
  setExpiryStopsSending: ([stops]) =>
    stops
      ? "stop investors whose accreditation has expired from sending, too"
      : "let investors whose accreditation has expired send",
  setFrozenTokens: ([account, amount], say) =>
    `freeze ${say.amount(amount)} of ${say.address(account)}, no more and no less`,
  setGranularity: ([multiple], say) => `let amounts be multiples of ${say.amount(multiple)} only`,
  setLegalApproval: ([approved]) =>
    approved
      ? "record a supervisor's approval of the token"
      : "record that the token lost its supervisor's approval: nothing is issued or moves",
  setPartition: ([partition, until, description]) =>
    `set up partition ${partitionText(partition)} (${lockText(until)}), described as ${quoted(description)}`,
  setPartitionExchange: ([from, to, open]) =>
    `${open ? "let" : "no longer let"} holders change from partition ${partitionText(from)} into ${partitionText(to)}`,
  setPositionLock: ([partition, account, until], say) =>
    `set the lock of ${say.address(account)} in partition ${partitionText(partition)}: ${positionLockText(until)}`,
  setRestriction: byCallerOnly("the issuer's contract"),
  split: ([numerator, denominator]) =>
    `turn each ${denominator} shares into ${numerator}, in every position, encumbrance and custody`,
  sweep: ([accounts], say) => `collect what is free in other accounts of the same investor: ${say.addresses(accounts)}`,
  transfer: ([to, value], say) => `transfer ${say.amount(value)} of the MultiSig's own holding to ${say.address(to)}`,
  transferBatch: ([to, amounts], say) =>
    `transfer ${say.amount(total(amounts))} in all of the MultiSig's own holding: ${sharesText(to, amounts, say)}`,
  transferBetweenPartitions: ([from, to, receiver, amount, data], say) =>
    `transfer ${say.amount(amount)} of the MultiSig's own holding out of partition ${partitionText(from)} to ${say.address(receiver)} in partition ${partitionText(to)}${taggedText(data)}`,
  transferByPartition: ([partition, to, amount, data], say) =>
    `transfer ${say.amount(amount)} of the MultiSig's own holding in partition ${partitionText(partition)} to ${say.address(to)}${taggedText(data)}`,
  transferFrom: ([from, to, value], say) =>
    `transfer as spender ${say.amount(value)} from ${say.address(from)} to ${say.address(to)}`,
  transferFromWithData: ([from, to, amount, data], say) =>
    `transfer as spender ${say.amount(amount)} from ${say.address(from)} to ${say.address(to)}${taggedText(data)}`,
  transferTreasury: ([to, amount], say) => `transfer ${say.amount(amount)} of the treasury to ${say.address(to)}`,
  transferWithData: ([to, amount, data], say) =>
    `transfer ${say.amount(amount)} of the MultiSig's own holding to ${say.address(to)}${taggedText(data)}`,
};

const custodian: Sentences<typeof custodianAbi> = {
  ...multiSig,
  attachModule: ([module], say) =>
    `attach the module ${say.address(module)}, with the hooks and powers that it declares`,
  detachModule: ([module], say) => `detach the module ${say.address(module)}`,
  setLeastDeposit: ([kept, amount], say) =>
    amount === 0n
      ? `accept every deposit of ${say.address(kept)} again`
      : `refuse deposits of less than ${say.amountOf(kept, amount)}`,
  transfer: ([kept, from, to, amount], say) =>
    `send ${say.amountOf(kept, amount)} of the beneficial owner ${say.address(from)} out to ${say.address(to)}`,
  transferInternal: ([kept, from, to, amount], say) =>
    `change the beneficial owner of ${say.amountOf(kept, amount)} from ${say.address(from)} to ${say.address(to)}`,
};

const claims: Sentences<typeof claimRegistryAbi> = {
  ...foreignTokens,
  attestClaims: ([attestations], say) =>
    `attest: ${listText(
      attestations.map(
        ({ subject, topic, expiresAt, data }) =>
          `${wordText(topic)} of ${subjectText(subject, say)} until ${momentText(expiresAt, "somebody revokes it")}, data ${bytesText(data)}`,
      ),
    )}`,
  revokeClaim: ([subject, topic, attester], say) =>
    `revoke the claim ${wordText(topic)} of ${subjectText(subject, say)} by ${say.authority(attester)}`,
  setAuthorityTopics: ([authority, topics, permitted], say) =>
    `${permitted ? "let" : "no longer let"} ${say.authority(authority)} attest ${listText(topics.map(wordText))}`,
};

/** Who is neither an investor nor an account is shown as it is. */
const subjectText = (subject: Hex, say: Speaker): string => {
  const id = investorOfSubject(subject);
  if (id !== undefined) return `the investor ${id}`;
  return /^0x0{24}/.test(subject) ? say.address(slice(subject, 12)) : subject;
};

const dossier: Sentences<typeof dossierAbi> = {
  ...foreignTokens,
  announce: ([{ token: about, kind, titleHash, contentHash, effectiveAt, withdraws, uri }], say) =>
    `announce about ${aboutText(about, say)} the notice ${wordText(kind)} at ${quoted(uri)}, in force at ${timeText(effectiveAt)}${
      withdraws === 0n ? "" : `, withdrawing announcement ${withdraws}`
    } (hash of title ${titleHash}, of content ${contentHash})`,
  removeDocument: ([about, name], say) => `remove the document ${wordText(name)} of ${aboutText(about, say)}`,
  removeFact: ([about, key], say) => `remove the fact ${wordText(key)} of ${aboutText(about, say)}`,
  removePartitionFact: ([about, partition, key], say) =>
    `remove the fact ${wordText(key)} of partition ${partitionText(partition)} of ${aboutText(about, say)}`,
  setDocument: ([about, name, uri, hash], say) =>
    `publish the document ${wordText(name)} of ${aboutText(about, say)} at ${quoted(uri)} (hash ${hash})`,
  setFact: ([about, key, value], say) =>
    `publish the fact ${wordText(key)} of ${aboutText(about, say)}: ${bytesText(value)}`,
  setPartitionFact: ([about, partition, key, value], say) =>
    `publish the fact ${wordText(key)} of partition ${partitionText(partition)} of ${aboutText(about, say)}: ${bytesText(value)}`,
};

const forNetworks: Undescribed = { undescribed: "Only keeper networks have a use for it: run does the same." };
const workText = ({ source, kind }: WorkAt): string => `kind ${kind} of source ${source}`;
const worksText = (work: readonly WorkAt[]): string => listText(work.map(workText));

const gateway: Sentences<typeof keeperGatewayAbi> = {
  ...foreignTokens,
  addSource: ([target, gasCeiling], say) =>
    `list ${say.address(target)} as a source of work, whose calls may use ${gasCeiling} gas each`,
  onReport: byCallerOnly("a trusted forwarder"),
  pause: ([work]) => `run no due work of these kinds until it is resumed: ${worksText(work)}`,
  performUpkeep: forNetworks,
  removeSource: ([source]) => `take source ${source} off the list: no network does its work any more`,
  resume: ([work]) => `run due work of these kinds again: ${worksText(work)}`,
  run: ([source, kind, ids]) =>
    `do what is due of ${ids.length} items, ${workText({ source: Number(source), kind: Number(kind) })}: ${listText(ids.map(String))}`,
  search: ([source, kind]) =>
    `go on with the search for due work, ${workText({ source: Number(source), kind: Number(kind) })}`,
  setGasCeiling: ([source, gasCeiling]) => `let each call to source ${source} use ${gasCeiling} gas`,
  setSequencer: ([network, sequencer], say) =>
    `let ${say.address(sequencer)} decide when it is the turn of the network ${wordText(network)}`,
  setWorkflow: ([forwarder, workflow, owner, trusted], say) =>
    `${trusted ? "trust" : "trust no longer"} reports of the workflow ${workflow} of ${say.address(owner)} through ${say.address(forwarder)}`,
  work: forNetworks,
};

const runOfWork = ([kind, ids]: readonly [bigint, readonly bigint[]]): string =>
  `do what is due of ${ids.length} items of kind ${kind}: ${listText(ids.map(String))}`;

const accreditations: Sentences<typeof accreditationWorkAbi> = {
  ...foreignTokens,
  file: ([keys]) => `file for keepers, by the day on which their accreditation ends, the investors ${keysText(keys)}`,
  runWork: runOfWork,
};

const counts: Sentences<typeof countWorkAbi> = {
  ...foreignTokens,
  enrol: ([keys]) => `list for keepers the investors ${keysText(keys)}`,
  runWork: runOfWork,
  strike: ([keys]) => `take off the keepers' list who is no investor any more: ${keysText(keys)}`,
};

const factory: Sentences<typeof tokenFactoryAbi> = {
  createToken: ([like, name, symbol, decimals, salt], say) =>
    `make a token like ${say.address(like)}, called ${quoted(name)}, symbol ${quoted(symbol)}, ${decimals} decimals, salt ${salt}`,
};

const payment: Sentences<typeof paymentTokenAbi> = {
  approve: ([spender, amount], say) =>
    `let ${say.address(spender)} take up to ${say.amount(amount)} of the MultiSig's money`,
  transfer: ([to, amount], say) => `pay ${say.amount(amount)} of the MultiSig's money to ${say.address(to)}`,
};

/** ABI and words of each kind of contract. */
export const vocabulary = {
  registrar: { abi: kycRegistrarAbi, sentences: registrar },
  claims: { abi: claimRegistryAbi, sentences: claims },
  issuer: { abi: issuingEntityAbi, sentences: issuer },
  dossier: { abi: dossierAbi, sentences: dossier },
  token: { abi: securityTokenAbi, sentences: token },
  ...families,
  custodian: { abi: custodianAbi, sentences: custodian },
  gateway: { abi: keeperGatewayAbi, sentences: gateway },
  accreditations: { abi: accreditationWorkAbi, sentences: accreditations },
  counts: { abi: countWorkAbi, sentences: counts },
  factory: { abi: tokenFactoryAbi, sentences: factory },
  payment: { abi: paymentTokenAbi, sentences: payment },
} as const satisfies Record<ContractKind, { abi: Abi; sentences: unknown }>;

/** The words for one function; undefined if the contract has no such function. */
export const sentenceOf = (
  kind: ContractKind,
  functionName: string,
): ((args: readonly unknown[], say: Speaker) => string) | Undescribed | undefined => {
  const sentences: Readonly<Record<string, unknown>> = vocabulary[kind].sentences;
  // Arguments were decoded by the very ABI that types the sentences.
  return Object.hasOwn(sentences, functionName)
    ? (sentences[functionName] as ReturnType<typeof sentenceOf>)
    : undefined;
};

const batchText = (steps: readonly StepArgument[], say: Speaker): string =>
  `all ${steps.length} steps or none: ${steps.map(({ target, data }, index) => `${index + 1}. [${say.call(target, data)}]`).join(" ")}`;

const registrationText = (
  entry: ContractFunctionArgs<typeof kycRegistrarAbi, "nonpayable", "registerConsentingInvestor">[0],
  say: Speaker,
): string =>
  `investor ${entry.id} (identity ${entry.identityHash}) of ${say.country(entry.country)}, ${say.region(entry.region)}, rating ${entry.rating}, accredited until ${timeText(entry.expiresAt)}, with ${say.addresses(entry.accounts)}`;

const renewalText = (
  { id, region, rating, expiresAt }: { id: number; region: Hex; rating: number; expiresAt: number },
  say: Speaker,
): string => `investor ${id}: ${say.region(region)}, rating ${rating}, accredited until ${timeText(expiresAt)}`;

const idsText = (ids: readonly number[]): string => listText(ids.map(String));

const keysText = (keys: readonly number[]): string => listText(keys.map(keyText));

const limitsText = ([all = 0, ...byRating]: readonly number[]): string => {
  const rated = byRating.flatMap((limit, index) => (limit === 0 ? [] : [`${limit} of rating ${index + 1}`]));
  return [all === 0 ? "no limit in total" : `${all} in total`, ...rated].join(", ");
};

const sharesText = (to: readonly Address[], amounts: readonly bigint[], say: Speaker): string =>
  listText(to.map((account, index) => `${say.amount(amounts[index] ?? 0n)} to ${say.address(account)}`));

const untilText = (until: number): string =>
  until >= 2 ** 40 - 1 ? "without end" : until === 0 ? "never" : `until ${timeText(until)}`;

const dutyText = (duty: number): string =>
  ["register investors", "supervise investors", "attest claims", "register investors without their consent"][duty] ??
  `fulfil the unknown duty ${duty}`;

const tokensText = (token: Address, say: Speaker): string =>
  token === zeroAddress ? "all tokens, present and future" : `the token ${say.address(token)}`;

const aboutText = (about: Address, say: Speaker): string => (about === zeroAddress ? "the issuer" : say.address(about));

const reason = (data: Hex): string => (data === "0x" ? "" : `, reason ${bytesText(data)}`);
