/** What a transaction did, as far as schedules of prices differ, and its gas in any of them. Pure. */
import { type Prices, REFUND_SHARE, STATE_BYTES } from "./prices.ts";

/** How often a transaction did each thing. */
export interface Usage {
  /** Gas of all that costs the same in every schedule. */
  compute: number;
  zeroBytes: number;
  nonzeroBytes: number;
  /** 1, or 0 where the transaction creates a contract. */
  recipients: number;
  creations: number;
  warmAccesses: number;
  coldSlots: number;
  coldSlotsOfWrites: number;
  coldAccounts: number;
  codeReads: number;
  freshWords: number;
  changedWords: number;
  codeBytes: number;
  codeWords: number;
  /** What is so at the end: a call that failed leaves nothing. */
  readonly lasting: Lasting;
}

export interface Lasting {
  words: number;
  accounts: number;
  codeBytes: number;
  clearedWords: number;
  freshWordsUndone: number;
  changedWordsUndone: number;
}

export interface Gas {
  /** What a receipt says. */
  readonly used: number;
  /** What of it pays for state that the chain keeps. A block counts it apart from the rest (EIP-8037). */
  readonly state: number;
}

export const unused = (): Usage => ({
  ...{ compute: 0, zeroBytes: 0, nonzeroBytes: 0, recipients: 0, creations: 0, warmAccesses: 0 },
  ...{ coldSlots: 0, coldSlotsOfWrites: 0, coldAccounts: 0, codeReads: 0 },
  ...{ freshWords: 0, changedWords: 0, codeBytes: 0, codeWords: 0 },
  lasting: { words: 0, accounts: 0, codeBytes: 0, clearedWords: 0, freshWordsUndone: 0, changedWordsUndone: 0 },
});

export const gasOf = (usage: Usage, prices: Prices): Gas => {
  const base = prices.transaction + usage.recipients * prices.recipient;
  const data = usage.zeroBytes * prices.calldata.zero + usage.nonzeroBytes * prices.calldata.nonzero;
  const floor = usage.zeroBytes * prices.floor.zero + usage.nonzeroBytes * prices.floor.nonzero;
  const state = stateOf(usage.lasting, prices);
  const before = base + data + usage.compute + accessesOf(usage, prices) + writesOf(usage, prices) + state;
  const refund = Math.min(refundOf(usage.lasting, prices), Math.floor(before * REFUND_SHARE));
  return { used: Math.max(before - refund, base + floor), state };
};

const accessesOf = (usage: Usage, prices: Prices): number =>
  usage.warmAccesses * prices.warmAccess +
  usage.coldSlots * prices.coldSlot +
  usage.coldSlotsOfWrites * prices.coldSlotOfWrite +
  usage.coldAccounts * prices.coldAccount +
  usage.codeReads * prices.codeRead;

const writesOf = (usage: Usage, prices: Prices): number =>
  usage.freshWords * prices.freshWord +
  usage.changedWords * prices.changedWord +
  usage.creations * prices.creation +
  usage.codeBytes * prices.codeByte +
  usage.codeWords * prices.codeWord;

const stateOf = ({ words, accounts, codeBytes }: Lasting, prices: Prices): number =>
  (words * STATE_BYTES.word + accounts * STATE_BYTES.account + codeBytes) * prices.stateByte;

const refundOf = ({ clearedWords, freshWordsUndone, changedWordsUndone }: Lasting, prices: Prices): number =>
  clearedWords * prices.clearedWord +
  freshWordsUndone * prices.freshWordUndone +
  changedWordsUndone * prices.changedWordUndone;
