import { describe, expect, test } from "vitest";
import { securityTokenAbi } from "../../abis/SecurityToken.ts";
import { bookOf, describeCall } from "../describeCall.ts";
import { dossierName } from "../dossier.ts";
import { investorKey } from "../investors.ts";
import { defaultPartition, lockedByHand, partitionOf, unlocked } from "../partitions.ts";
import { sampleDeployment } from "../sampleDeployment.ts";
import { referenceTag } from "../tagged.ts";
import { fileAccreditations } from "./accreditations/file.ts";
import { markAccreditations } from "./accreditations/run.ts";
import { enrolCounts } from "./counts/enrol.ts";
import { strikeCounts } from "./counts/strike.ts";
import { setLeastDeposit } from "./custodian/setLeastDeposit.ts";
import { announceRecordDate } from "./distribution/announceRecordDate.ts";
import { cancelDistribution } from "./distribution/cancel.ts";
import { claimDistributionFor } from "./distribution/claimFor.ts";
import { declareDistributionByPartition } from "./distribution/declareByPartition.ts";
import { enrolForPayment } from "./distribution/enrolPositions.ts";
import { sweepSurplus } from "./distribution/sweepSurplus.ts";
import { withdrawRefund } from "./distribution/withdrawRefund.ts";
import { removePartitionFact } from "./dossier/removePartitionFact.ts";
import { setPartitionFact } from "./dossier/setPartitionFact.ts";
import { createToken } from "./factory/createToken.ts";
import { recoverItem } from "./foreign/recoverItem.ts";
import { recoverTokens } from "./foreign/recoverTokens.ts";
import { addSource } from "./gateway/addSource.ts";
import { pauseWork } from "./gateway/pause.ts";
import { removeSource } from "./gateway/removeSource.ts";
import { resumeWork } from "./gateway/resume.ts";
import { runWork } from "./gateway/run.ts";
import { searchWork } from "./gateway/search.ts";
import { setGasCeiling } from "./gateway/setGasCeiling.ts";
import { setSequencer } from "./gateway/setSequencer.ts";
import { setWorkflow } from "./gateway/setWorkflow.ts";
import { addToken } from "./issuer/addToken.ts";
import { admitInvestors } from "./issuer/admit.ts";
import { attachIssuerModule } from "./issuer/attachIssuerModule.ts";
import { completeAttachment } from "./issuer/completeAttachment.ts";
import { detachIssuerModule } from "./issuer/detachIssuerModule.ts";
import { dismissInvestors } from "./issuer/dismiss.ts";
import { releasePlaces } from "./issuer/releasePlaces.ts";
import { setAttachmentDelay } from "./issuer/setAttachmentDelay.ts";
import { setInvestorRestriction } from "./issuer/setInvestorRestriction.ts";
import { withdrawAttachment } from "./issuer/withdrawAttachment.ts";
import { setClient } from "./lockup/setClient.ts";
import { approveByPartition } from "./partition/approve.ts";
import { authorizeOperator } from "./partition/authorizeOperator.ts";
import { authorizeOperatorByPartition } from "./partition/authorizeOperatorByPartition.ts";
import { changePartition } from "./partition/change.ts";
import { controllerTransferByPartition } from "./partition/controllerTransfer.ts";
import { issueByPartition } from "./partition/issue.ts";
import { lockPosition } from "./partition/lockPosition.ts";
import { operatorRedeemByPartition } from "./partition/operatorRedeem.ts";
import { operatorTransferByPartition } from "./partition/operatorTransfer.ts";
import { operatorTransferBetweenPartitions } from "./partition/operatorTransferBetween.ts";
import { redeemByPartition } from "./partition/redeem.ts";
import { revokeOperator } from "./partition/revokeOperator.ts";
import { revokeOperatorByPartition } from "./partition/revokeOperatorByPartition.ts";
import { setPartition } from "./partition/set.ts";
import { setPartitionExchange } from "./partition/setExchange.ts";
import { setPositionLock } from "./partition/setPositionLock.ts";
import { transferByPartition } from "./partition/transfer.ts";
import { transferBetweenPartitions } from "./partition/transferBetween.ts";
import { abandonModule } from "./token/abandonModule.ts";
import { allowSweep } from "./token/allowSweep.ts";
import { bindAccounts } from "./token/bindAccounts.ts";
import { bringForward } from "./token/bringForward.ts";
import { cancelNonce } from "./token/cancelNonce.ts";
import { clearEncumbrances } from "./token/clearEncumbrances.ts";
import { controllerRedeem } from "./token/controllerRedeem.ts";
import { controllerRedeemFromCustody } from "./token/controllerRedeemFromCustody.ts";
import { controllerTransferFromCustody } from "./token/controllerTransferFromCustody.ts";
import { exitCustody } from "./token/exitCustody.ts";
import { finishIssuance } from "./token/finishIssuance.ts";
import { forcedTransfer } from "./token/forcedTransfer.ts";
import { issue } from "./token/issue.ts";
import { issuePosition } from "./token/issuePosition.ts";
import { permit } from "./token/permit.ts";
import { recover } from "./token/recover.ts";
import { recoverCustody } from "./token/recoverCustody.ts";
import { redeem } from "./token/redeem.ts";
import { redeemFrom } from "./token/redeemFrom.ts";
import { redeemPosition } from "./token/redeemPosition.ts";
import { renameToken } from "./token/rename.ts";
import { reopenAfterSplit } from "./token/reopenAfterSplit.ts";
import { scheduleRecordDate } from "./token/scheduleRecordDate.ts";
import { setAuthorizedSupply } from "./token/setAuthorizedSupply.ts";
import { setContractUri } from "./token/setContractUri.ts";
import { setExpiryStopsSending } from "./token/setExpiryStopsSending.ts";
import { setFrozenTokens } from "./token/setFrozenTokens.ts";
import { setGranularity } from "./token/setGranularity.ts";
import { setLegalApproval } from "./token/setLegalApproval.ts";
import { setMandate } from "./token/setMandate.ts";
import { split } from "./token/split.ts";
import { sweep } from "./token/sweep.ts";
import { transferBatch } from "./token/transferBatch.ts";
import { transferBySignature } from "./token/transferBySignature.ts";
import { transferFromWithData } from "./token/transferFromWithData.ts";
import { transferTreasury } from "./token/transferTreasury.ts";
import { transferWithData } from "./token/transferWithData.ts";
import { withdrawRecordDate } from "./token/withdrawRecordDate.ts";

const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;
const deployment = sampleDeployment({
  registrar: at(1),
  issuer: at(2),
  token: at(3),
  lockup: at(4),
  distribution: at(5),
  custodian: at(6),
  claims: at(7),
  dossier: at(8),
  factory: at(9),
  gateway: at(20),
  accreditations: at(21),
  counts: at(22),
});
const partition = partitionOf("A");
const key = investorKey(0, 10);
const elsewhere = investorKey(2, 10);

const calls = [
  setLeastDeposit({ custodian: deployment.custodian, token: deployment.token, amount: 100n }),
  setLeastDeposit({ custodian: deployment.custodian, token: deployment.token, amount: 0n }),
  announceRecordDate({ distribution: deployment.distribution, distributionId: 5n }),
  declareDistributionByPartition({
    distribution: deployment.distribution,
    partition: partitionOf("A"),
    payment: at(10),
    amount: 1_000n,
    recordDate: 1_700_000_000,
    paymentDate: 1_700_100_000,
    claimDeadline: 1_800_000_000,
  }),
  cancelDistribution({ distribution: deployment.distribution, distributionId: 5n }),
  withdrawRefund({ distribution: deployment.distribution, distributionId: 5n, to: at(11) }),
  sweepSurplus({ distribution: deployment.distribution, distributionId: 5n, asset: at(10), to: at(11) }),
  enrolForPayment({
    distribution: deployment.distribution,
    recordDate: 1_700_000_000,
    positions: [{ custodian: at(0), account: at(12) }],
  }),
  claimDistributionFor({
    distribution: deployment.distribution,
    distributionId: 5n,
    position: { custodian: at(0), account: at(12) },
  }),
  removePartitionFact({ dossier: deployment.dossier, token: deployment.token, partition, key: dossierName("RATE") }),
  setPartitionFact({
    dossier: deployment.dossier,
    token: deployment.token,
    partition,
    key: dossierName("RATE"),
    value: "0x322e352025",
  }),
  recoverItem({ contract: deployment.dossier, asset: at(10), to: at(11), id: 7n }),
  recoverTokens({ contract: deployment.dossier, asset: at(10), to: at(11), amount: 5n }),
  createToken({ factory: at(9), like: at(10), name: "text", symbol: "text", decimals: 2, salt: defaultPartition }),
  addToken({ issuer: deployment.issuer, token: at(10) }),
  admitInvestors({ issuer: deployment.issuer, accounts: [at(10), at(11)] }),
  attachIssuerModule({ issuer: deployment.issuer, module: at(10) }),
  completeAttachment({ issuer: deployment.issuer, token: deployment.token, module: at(10) }),
  completeAttachment({ issuer: deployment.issuer, token: at(0), module: at(10) }),
  releasePlaces({ issuer: deployment.issuer, module: at(10), keys: [key] }),
  setAttachmentDelay({ issuer: deployment.issuer, delay: 604_800 }),
  setAttachmentDelay({ issuer: deployment.issuer, delay: 0 }),
  withdrawAttachment({ issuer: deployment.issuer, token: deployment.token, module: at(10) }),
  detachIssuerModule({ issuer: deployment.issuer, module: at(10) }),
  dismissInvestors({ issuer: deployment.issuer, keys: [key, elsewhere] }),
  setInvestorRestriction({ issuer: deployment.issuer, key: elsewhere, restricted: true }),
  approveByPartition({ token: deployment.token, partition, spender: at(10), amount: 5n }),
  authorizeOperator({ token: deployment.token, operator: at(10) }),
  authorizeOperatorByPartition({ token: deployment.token, partition: partition, operator: at(10) }),
  changePartition({
    token: deployment.token,
    account: at(12),
    from: partition,
    to: defaultPartition,
    amount: 5n,
    data: "0xaa",
  }),
  controllerTransferByPartition({
    token: deployment.token,
    partition: partition,
    from: at(12),
    to: at(10),
    amount: 5n,
    data: "0xaa",
    operatorData: "0xaa",
  }),
  issueByPartition({ token: deployment.token, partition: partition, to: at(10), amount: 5n, data: "0xaa" }),
  lockPosition({ token: deployment.token, partition: partition, lockedUntil: 1_800_000_000 }),
  operatorRedeemByPartition({
    token: deployment.token,
    partition: partition,
    account: at(12),
    amount: 5n,
    operatorData: "0xaa",
  }),
  operatorTransferByPartition({
    token: deployment.token,
    partition: partition,
    from: at(12),
    to: at(10),
    amount: 5n,
    data: [{ tag: referenceTag, value: "0xaa" }],
    operatorData: "0xaa",
  }),
  operatorTransferBetweenPartitions({
    token: deployment.token,
    from: partition,
    to: defaultPartition,
    holder: at(12),
    receiver: at(10),
    amount: 5n,
    data: [{ tag: referenceTag, value: "0xaa" }],
    operatorData: "0xaa",
  }),
  redeemByPartition({ token: deployment.token, partition: partition, amount: 5n, data: "0xaa" }),
  revokeOperator({ token: deployment.token, operator: at(10) }),
  revokeOperatorByPartition({ token: deployment.token, partition: partition, operator: at(10) }),
  setPartition({ token: deployment.token, partition: partition, lockedUntil: lockedByHand, description: "text" }),
  setPartitionExchange({ token: deployment.token, from: partition, to: defaultPartition, open: true }),
  setPositionLock({ token: deployment.token, partition: partition, account: at(12), lockedUntil: unlocked }),
  transferByPartition({
    token: deployment.token,
    partition: partition,
    to: at(10),
    amount: 5n,
    data: [{ tag: referenceTag, value: "0xaa" }],
  }),
  transferBetweenPartitions({
    token: deployment.token,
    from: partition,
    to: defaultPartition,
    receiver: at(10),
    amount: 5n,
    data: [{ tag: referenceTag, value: "0xaa" }],
  }),
  abandonModule({ token: deployment.token, module: at(10) }),
  allowSweep({ token: deployment.token, allowed: true }),
  bringForward({
    token: deployment.token,
    positions: [{ custodian: at(0), partition: defaultPartition, account: at(11) }],
  }),
  reopenAfterSplit({ token: deployment.token }),
  split({ token: deployment.token, numerator: 1, denominator: 3 }),
  clearEncumbrances({
    token: deployment.token,
    module: at(10),
    positions: [{ custodian: at(0), partition: defaultPartition, account: at(11) }],
  }),
  controllerRedeemFromCustody({
    token: deployment.token,
    custodian: at(9),
    account: at(12),
    amount: 5n,
    documentHash: partition,
  }),
  controllerTransferFromCustody({
    token: deployment.token,
    custodian: at(9),
    from: at(12),
    to: at(10),
    amount: 5n,
    documentHash: partition,
  }),
  exitCustody({ token: deployment.token, custodian: at(9), amount: 5n }),
  withdrawRecordDate({ token: deployment.token, recordDate: 1_800_000_000 }),
  controllerRedeem({ token: deployment.token, account: at(12), amount: 5n, data: "0xaa", operatorData: "0xaa" }),
  finishIssuance({ token: deployment.token }),
  forcedTransfer({ token: deployment.token, from: at(12), to: at(10), amount: 5n }),
  issue({ token: deployment.token, to: at(10), amount: 5n, data: "0xaa" }),
  permit({ token: deployment.token, owner: at(12), spender: at(10), amount: 5n, deadline: 5n, signature: "0xaa" }),
  bindAccounts({ token: deployment.token, accounts: [at(10), at(11)] }),
  recover({ token: deployment.token, lost: at(12), successor: at(10), data: "0xaa" }),
  recoverCustody({ token: deployment.token, lost: at(12), custodians: [at(10), at(11)] }),
  redeem({ token: deployment.token, amount: 5n, data: "0xaa" }),
  redeemFrom({ token: deployment.token, account: at(12), amount: 5n, data: "0xaa" }),
  renameToken({ token: deployment.token, name: "Muster Group AG", symbol: "MUSG" }),
  scheduleRecordDate({ token: deployment.token, recordDate: 1_800_000_000 }),
  setAuthorizedSupply({ token: deployment.token, limit: 5n }),
  setContractUri({ token: deployment.token, uri: "ipfs://text" }),
  setContractUri({ token: deployment.token, uri: "" }),
  setExpiryStopsSending({ token: deployment.token, stops: true }),
  setFrozenTokens({ token: deployment.token, account: at(12), amount: 5n }),
  setGranularity({ token: deployment.token, multiple: 5n }),
  setLegalApproval({ token: deployment.token, approved: true }),
  sweep({ token: deployment.token, accounts: [at(10), at(11)] }),
  transferBatch({ token: deployment.token, transfers: [{ to: at(10), amount: 5n }] }),
  cancelNonce({ token: deployment.token, nonce: 7n }),
  transferBySignature({
    token: deployment.token,
    order: {
      from: at(12),
      to: at(10),
      amount: 5n,
      partition,
      toPartition: defaultPartition,
      relayer: at(0),
      fee: 1n,
      nonce: 7n,
      validFrom: 0n,
      deadline: 1_800_000_000n,
      data: "0xaa",
    },
    signature: "0xaa",
  }),
  transferFromWithData({
    token: deployment.token,
    from: at(12),
    to: at(10),
    amount: 5n,
    data: [{ tag: referenceTag, value: "0xaa" }],
  }),
  transferTreasury({ token: deployment.token, to: at(10), amount: 5n }),
  transferWithData({ token: deployment.token, to: at(10), amount: 5n, data: [{ tag: referenceTag, value: "0xaa" }] }),
  runWork({ gateway: at(20), source: 1, kind: 0, ids: [5n, 3n, 5n] }),
  searchWork({ gateway: at(20), source: 1, kind: 0 }),
  pauseWork({
    gateway: at(20),
    work: [
      { source: 0, kind: 0 },
      { source: 1, kind: 2 },
    ],
  }),
  resumeWork({ gateway: at(20), work: [{ source: 0, kind: 0 }] }),
  addSource({ gateway: at(20), target: at(10) }),
  removeSource({ gateway: at(20), source: 1 }),
  setGasCeiling({ gateway: at(20), source: 1, gasCeiling: 600_000 }),
  fileAccreditations({ accreditations: at(21), keys: [key, elsewhere] }),
  markAccreditations({ accreditations: at(21), ids: [5n, 3n] }),
  enrolCounts({ counts: at(22), keys: [key] }),
  strikeCounts({ counts: at(22), keys: [key] }),
  setWorkflow({
    gateway: at(20),
    forwarder: at(10),
    workflowId: defaultPartition,
    workflowOwner: at(11),
    trusted: true,
  }),
  setSequencer({ gateway: at(20), network: defaultPartition, sequencer: at(10) }),
  setMandate({ token: deployment.token, module: at(10), granted: true }),
  setMandate({ token: deployment.token, module: at(10), granted: false }),
  issuePosition({
    token: deployment.token,
    position: { custodian: at(0), partition, account: at(12) },
    amount: 5n,
    data: "0xaa",
  }),
  redeemPosition({
    token: deployment.token,
    position: { custodian: deployment.custodian, partition: defaultPartition, account: at(12) },
    amount: 5n,
    data: "0x",
  }),
  setClient({ lockup: deployment.lockup, client: at(10), allowed: true }),
];

/** The issuer's contract, the factory, custodians and modules call these themselves. */
const calledByContracts = [
  "bringForwardPosition",
  "updateFreezes",
  "updateMinRatings",
  "updatePolicy",
  "updateRegistrar",
  "attachModule",
  "custodyTransfer",
  "custodyWithdraw",
  "setDepositsAsked",
  "detachModule",
  "encumber",
  "initialize",
  "release",
  "setRestriction",
  "convertPartition",
  "encumberPosition",
  "redeemByMandate",
  "releaseMany",
  "releaseOfEpoch",
  "releasePosition",
  "reserveSupply",
  "settle",
  "updateRole",
];

const book = bookOf(deployment);

describe("actions", () => {
  test("behavior: each says in words what it would do, before and after it is encoded", () => {
    const told = calls.map(({ to, data, description }) => [
      description,
      describeCall(book, { target: to, data }).sentence,
    ]);
    expect(told).toMatchSnapshot();
  });

  test("behavior: there is one for each function by which somebody changes a token", () => {
    const known = new Set(calls.map(({ to, data }) => describeCall(book, { target: to, data }).functionName));
    for (const neighbour of ["approve", "controllerTransfer", "issueBatch", "transfer", "transferFrom"])
      known.add(neighbour);
    const changing = securityTokenAbi.filter(
      (item) =>
        item.type === "function" && item.stateMutability === "nonpayable" && !calledByContracts.includes(item.name),
    );
    expect(changing.map((item) => ("name" in item ? item.name : "")).filter((name) => !known.has(name))).toEqual([]);
  });
});
