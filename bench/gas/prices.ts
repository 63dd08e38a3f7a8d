/** What touches state costs, by the name of the operation. What is not named here costs the same in both schedules. */
export interface Prices {
  /** A transaction: its signature, its sender, its place in a block. */
  readonly transaction: number;
  /** The account that a transaction calls. */
  readonly recipient: number;
  /** CREATE and CREATE2, or a transaction that creates a contract, beside the new account and its code. */
  readonly creation: number;
  /** A byte of calldata, and the least that a byte costs in a transaction that does little else (EIP-7623). */
  readonly calldata: { readonly zero: number; readonly nonzero: number };
  readonly floor: { readonly zero: number; readonly nonzero: number };

  /** A slot or account that the transaction has touched before. */
  readonly warmAccess: number;
  readonly coldSlot: number;
  readonly coldAccount: number;
  /** Added where the first touch of a slot is an SSTORE. */
  readonly coldSlotOfWrite: number;
  /** EXTCODESIZE and EXTCODECOPY, beside the access. */
  readonly codeRead: number;

  /** SSTORE on a warm slot: the first change of a word that was zero before the transaction, or was not. */
  readonly freshWord: number;
  readonly changedWord: number;
  /** A byte of deployed code, and 32 of them begun. */
  readonly codeByte: number;
  readonly codeWord: number;

  /** State gas: a byte that the chain keeps from now on, of words, accounts and code. */
  readonly stateByte: number;

  /** Refunds: a word that becomes zero; a change that is taken back, of a word that was zero before or was not. */
  readonly clearedWord: number;
  readonly freshWordUndone: number;
  readonly changedWordUndone: number;
}

/** A refund is at most this share of the gas used. */
export const REFUND_SHARE = 1 / 5;

/** What a word and an account count as, in bytes of state (EIP-8037). */
export const STATE_BYTES = { word: 64, account: 120 } as const;

/** Ethereum's schedule since Prague: EIP-2200, 2929, 3529, 3860, 7623. */
export const today: Prices = {
  transaction: 21_000,
  recipient: 0,
  creation: 32_000,
  calldata: { zero: 4, nonzero: 16 },
  floor: { zero: 10, nonzero: 40 },
  warmAccess: 100,
  coldSlot: 2_100,
  coldAccount: 2_600,
  coldSlotOfWrite: 2_100,
  codeRead: 0,
  freshWord: 20_000,
  changedWord: 2_900,
  codeByte: 200,
  codeWord: 0,
  stateByte: 0,
  clearedWord: 4_800,
  freshWordUndone: 19_900,
  changedWordUndone: 2_800,
};

/** EIP-8038's write of a word. */
const STORAGE_WRITE = 10_000;

/**
 * The schedule of Ethereum's next fork, Glamsterdam. State of the texts, read on 2026-12-01: EIP-8037 and EIP-8038 are in
 * Last Call until 2026-11-01 (ethereum/EIPs af5ea766); EIP-2780 and EIP-7976 are in Review (f767a1e8, 2026-08-22).
 * EIP-7773 schedules all four and names no day of activation. revm-primitives 43 has the same numbers, as devnet 8's.
 * Left out, because no case has one: access lists (EIP-7981), authorizations (EIP-7702), ether that moves.
 */
export const nextFork: Prices = {
  /** EIP-2780: TX_BASE_COST, and COLD_ACCOUNT_ACCESS whether or not the recipient is warm. */
  transaction: 12_000,
  recipient: 3_000,
  /** EIP-8038: CREATE_ACCESS. */
  creation: 12_000,
  calldata: today.calldata,
  /** EIP-7976. */
  floor: { zero: 64, nonzero: 64 },
  /** EIP-8038: accesses. The price of a cold one holds what a warm one costs. */
  warmAccess: 100,
  coldSlot: 2_100,
  coldAccount: 3_000,
  coldSlotOfWrite: 2_000,
  codeRead: 100,
  freshWord: STORAGE_WRITE + 100,
  changedWord: STORAGE_WRITE + 100,
  /** EIP-8037: code is paid as state; its hash is extra. CPSB is the price of a byte. */
  codeByte: 0,
  codeWord: 6,
  stateByte: 1_530,
  /** EIP-8038: STORAGE_CLEAR_REFUND. A word that is zero again gives its bytes back, too; that is no refund. */
  clearedWord: 11_616,
  freshWordUndone: STORAGE_WRITE,
  changedWordUndone: STORAGE_WRITE,
};
