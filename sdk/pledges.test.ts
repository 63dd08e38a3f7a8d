import { encodeAbiParameters, hashStruct, keccak256, parseAbiParameters, stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { pledgeModuleAbi } from "../abis/PledgeModule.ts";
import { acceptPledge } from "./actions/pledge/accept.ts";
import { acceptSignedPledge } from "./actions/pledge/acceptSigned.ts";
import { assignPledge } from "./actions/pledge/assign.ts";
import { callPledge } from "./actions/pledge/call.ts";
import { expirePledges } from "./actions/pledge/expire.ts";
import { proposePledge } from "./actions/pledge/propose.ts";
import { realisePledge } from "./actions/pledge/realise.ts";
import { refreshPledges } from "./actions/pledge/refresh.ts";
import { releasePledge } from "./actions/pledge/release.ts";
import { replaceSecuredParty } from "./actions/pledge/replaceSecuredParty.ts";
import { revokePledgeSignature } from "./actions/pledge/revokeSignature.ts";
import { withdrawPledge } from "./actions/pledge/withdraw.ts";
import { withdrawPledgeCall } from "./actions/pledge/withdrawCall.ts";
import { bookOf, describeCall } from "./describeCall.ts";
import { defaultPartition } from "./partitions.ts";
import { type PledgeTerms, pledgeTypedData, type SignedPledge } from "./pledges.ts";
import { sampleDeployment } from "./sampleDeployment.ts";
import { referenceTag } from "./tagged.ts";

const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;
const word = (n: number) => `0x${n.toString(16).padStart(64, "0")}` as const;
const pledges = at(9);
const terms: PledgeTerms = {
  position: { custodian: at(1), partition: defaultPartition, account: at(2) },
  securedParty: at(3),
  amount: 400n,
  splitEpoch: 5,
  endsAt: 1_800_000_000,
  cureTerm: 86_400,
  documentHash: word(6),
};
const offer: SignedPledge = { terms, salt: word(7), deadline: 1_700_000_000n };

test("behavior: the holder signs the struct that the module hashes", () => {
  const { domain, message, primaryType, types } = pledgeTypedData({ chainId: 1, pledges }, offer);
  expect(domain).toEqual({ name: "Pledges", version: "1", chainId: 1, verifyingContract: pledges });
  const position = "PositionKey(address custodian,bytes32 partition,address account)";
  const type = `Pledge(PositionKey position,address securedParty,uint96 amount,uint8 splitEpoch,uint40 endsAt,uint32 cureTerm,bytes32 documentHash,bytes32 salt,uint256 deadline)${position}`;
  const { custodian, partition, account } = terms.position;
  const hashedPosition = keccak256(
    encodeAbiParameters(parseAbiParameters("bytes32, address, bytes32, address"), [
      keccak256(stringToHex(position)),
      custodian,
      partition,
      account,
    ]),
  );
  const encoded = encodeAbiParameters(
    parseAbiParameters("bytes32, bytes32, address, uint96, uint8, uint40, uint32, bytes32, bytes32, uint256"),
    [
      keccak256(stringToHex(type)),
      hashedPosition,
      terms.securedParty,
      terms.amount,
      terms.splitEpoch,
      terms.endsAt,
      terms.cureTerm,
      terms.documentHash,
      offer.salt,
      offer.deadline,
    ],
  );
  expect(hashStruct({ data: { ...message }, primaryType, types })).toBe(keccak256(encoded));
});

describe("actions on pledges", () => {
  const book = bookOf(sampleDeployment({ pledges, custodian: at(1) }));
  const of = { pledges, pledgeId: 4n };
  const calls = [
    proposePledge({ pledges, terms }),
    proposePledge({ pledges, terms: { ...terms, endsAt: 0, position: { ...terms.position, custodian: at(0) } } }),
    withdrawPledge(of),
    revokePledgeSignature({ pledges, digest: word(8) }),
    acceptPledge(of),
    acceptSignedPledge({ pledges, offer, signature: "0xaa" }),
    callPledge({ ...of, documentHash: word(8) }),
    withdrawPledgeCall(of),
    realisePledge({ ...of, to: terms.position, amount: 5n }),
    realisePledge({ ...of, to: terms.position, amount: 5n, data: [{ tag: referenceTag, value: "0x6869" }] }),
    releasePledge({ ...of, amount: 5n }),
    assignPledge({ ...of, securedParty: at(3) }),
    replaceSecuredParty({ ...of, securedParty: at(3), documentHash: word(8) }),
    expirePledges({ pledges, pledgeIds: [4n, 5n] }),
    refreshPledges({ pledges, pledgeIds: [4n, 5n] }),
  ];

  test("behavior: each says in words what it would do, before and after it is encoded", () => {
    const told = calls.map(({ to, data, description }) => [
      description,
      describeCall(book, { target: to, data }).sentence,
    ]);
    expect(told).toMatchSnapshot();
  });

  test("behavior: there is one for each function by which somebody changes a pledge", () => {
    const known = calls.map(({ to, data }) => describeCall(book, { target: to, data }).functionName);
    // What every contract does that recovers foreign tokens, and every source of work, has actions of its own.
    const common = ["recoverItem", "recoverTokens", "runWork"];
    const changing = pledgeModuleAbi.filter(
      (item) => item.type === "function" && item.stateMutability === "nonpayable" && !common.includes(item.name),
    );
    expect(changing.map((item) => ("name" in item ? item.name : "")).filter((name) => !known.includes(name))).toEqual(
      [],
    );
  });
});
