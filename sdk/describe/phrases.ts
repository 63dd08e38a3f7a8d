import { type Address, type Hex, zeroAddress } from "viem";
import type { foreignTokensAbi } from "../../abis/ForeignTokens.ts";
import { partitionText } from "../partitions.ts";
import { decodeTagged, referenceTag } from "../tagged.ts";
import type { PositionKey } from "../types.ts";
import type { Sentences } from "./sentence.ts";
import type { Speaker } from "./speaker.ts";
import { bytesText } from "./text.ts";

// Parts of sentences that several contracts share.

/** The way out of a contract that keeps no tokens for anybody. */
export const foreignTokens: Sentences<typeof foreignTokensAbi> = {
  recoverItem: ([asset, to, id], say) =>
    `send item ${id} of the collection ${say.address(asset)}, which lies there by mistake, to ${say.address(to)}`,
  recoverTokens: ([asset, to, amount], say) =>
    `send ${amount} smallest units of ${say.address(asset)}, which lie there by mistake, to ${say.address(to)}`,
};

export const positionText = ({ custodian, partition, account }: PositionKey, say: Speaker): string => {
  if (custodian !== zeroAddress) return `${say.address(account)} at the custodian ${say.address(custodian)}`;
  return `${say.address(account)} in partition ${partitionText(partition)}`;
};

export const placeText = (at: Address, say: Speaker): string =>
  at === zeroAddress ? "held directly" : `at the custodian ${say.address(at)}`;

export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

export const reference = (data: Hex): string => (data === "0x" ? "" : `, reference ${bytesText(data)}`);

/** What a transfer's data says, item by item. */
export const taggedText = (data: Hex): string => {
  const items = decodeTagged(data);
  if (items === undefined) return `, data ${bytesText(data)}, which the token refuses`;
  return items
    .map(({ tag, value }) =>
      tag === referenceTag ? reference(value) : `, data ${bytesText(value)} for ${bytesText(tag)}`,
    )
    .join("");
};
