import { parseAbi } from "viem";

/** Of test/mocks/RevertingReceiver.sol, the wallet contract that refuses payments until its owner mends it. */
export const revertingReceiverAbi = parseAbi([
  "function setAccepting(bool accepting) external",
  "function execute(address target, bytes data) external returns (bytes)",
]);
