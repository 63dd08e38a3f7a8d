import { parseAbi } from "viem";

/** What an authority does with the money that distributions are paid in. */
export const paymentTokenAbi = parseAbi([
  "function approve(address spender, uint256 value) returns (bool)",
  "function transfer(address to, uint256 value) returns (bool)",
]);
