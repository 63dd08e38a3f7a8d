import { pledgeModuleAbi } from "../../abis/PledgeModule.ts";
import type { PledgeTerms } from "../pledges.ts";
import type { Family } from "./families.ts";
import { foreignTokens, positionText, taggedText } from "./phrases.ts";
import type { Sentences } from "./sentence.ts";
import { momentText, type Speaker } from "./speaker.ts";
import { listText } from "./text.ts";

const termsText = (
  { position, securedParty, amount, splitEpoch, endsAt, cureTerm, documentHash }: PledgeTerms,
  say: Speaker,
): string =>
  `${say.amount(amount)} of ${positionText(position, say)}, counted after split ${splitEpoch}, pledged to ${say.address(securedParty)} until ${momentText(endsAt, "it is released")}, realisable ${cureTerm} seconds after the notice of a default, agreement ${documentHash}`;

const sentences: Sentences<typeof pledgeModuleAbi> = {
  ...foreignTokens,
  accept: ([id]) => `accept pledge ${id}`,
  acceptSigned: ([terms, salt, deadline], say) =>
    `accept the pledge that the holder has signed, salt ${salt}, to be accepted until second ${deadline}: ${termsText(terms, say)}`,
  assign: ([id, securedParty], say) => `make ${say.address(securedParty)} the secured party of pledge ${id}`,
  call: ([id, documentHash]) => `tell of a default under pledge ${id}; hash of the notice ${documentHash}`,
  expire: ([ids]) => `free the pledges whose end date has passed: ${listText(ids.map(String))}`,
  propose: ([terms], say) => `offer a pledge: ${termsText(terms, say)}`,
  realise: ([id, to, amount, data], say) =>
    `settle ${say.amount(amount)} of pledge ${id} to ${positionText(to, say)}${taggedText(data)}`,
  refresh: ([ids]) => `bring to their successors the pledges of lost accounts: ${listText(ids.map(String))}`,
  release: ([id, amount], say) => `give back ${say.amount(amount)} of pledge ${id}`,
  replaceSecuredParty: ([id, securedParty, documentHash], say) =>
    `make ${say.address(securedParty)} the secured party of pledge ${id}, by the document ${documentHash}`,
  revokeSignature: ([digest]) => `make worthless the signature over the pledge ${digest}`,
  runWork: ([, ids]) => `free the pledges whose end date has passed: ${listText(ids.map(String))}`,
  withdraw: ([id]) => `take back the offer of pledge ${id}`,
  withdrawCall: ([id]) => `say that the default under pledge ${id} is cured`,
};

export const pledges = {
  abi: pledgeModuleAbi,
  sentences,
  title: "Pledges",
  counter: "pledgeCount",
} as const satisfies Family;
