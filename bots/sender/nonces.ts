/**
 * The nonce of the next transaction. The ledger, not a node's pool, knows what was signed: the count goes on above
 * every signed nonce, and follows the chain where that is further.
 *
 * @param mined transactions of the account that the chain has
 * @param highest nonce that was ever signed; undefined if none was
 */
export const nextNonce = (mined: number, highest: number | undefined): number =>
  highest === undefined ? mined : Math.max(mined, highest + 1);
