import { concatHex, hexToBigInt, type PublicClient, size } from "viem";
import { decodeRefusal } from "../../sdk/errors/index.ts";
import type { Call } from "../../sdk/types.ts";
import { transferGas } from "./gas.ts";

/**
 * Calls the address in the first 20 bytes of its calldata with the rest, and returns how much gas that took; reverts as the
 * call did. Set in place of the account's own (empty) code for the length of a question, it makes the call as the account:
 *
 * PUSH1 20 CALLDATASIZE SUB DUP1 PUSH1 20 PUSH0 CALLDATACOPY, GAS SWAP1, PUSH0 PUSH0 SWAP2 PUSH0 PUSH0
 * (PUSH0 CALLDATALOAD PUSH1 96 SHR) GAS CALL, PUSH1 33 JUMPI, RETURNDATASIZE PUSH0 PUSH0 RETURNDATACOPY RETURNDATASIZE
 * PUSH0 REVERT, JUMPDEST GAS SWAP1 SUB PUSH0 MSTORE, PUSH1 32 PUSH0 RETURN
 */
const meter = "0x601436038060145f375a905f5f915f5f5f3560601c5af16021573d5f5f3e3d5ffd5b5a90035f5260205ff3";

/** at most, of a transaction's data; more where hardly anything is executed, which the node's estimate covers */
const gasPerByte = 16n;

/**
 * Gas that the call uses when it has all it may ask for, without refunds, with what its transaction takes besides. Needs
 * `eth_call` with another code for an account, which geth, reth, Erigon, Nethermind, Besu and anvil have; undefined where
 * the node does not do it.
 *
 * @param gas that the call gets
 * @throws the contract's refusal; without a reason, too, when it runs out of gas or hits an invalid instruction
 */
export const measureWholeRun = async (
  client: PublicClient,
  account: `0x${string}`,
  { to, data }: Pick<Call, "to" | "data">,
  gas: bigint,
): Promise<bigint | undefined> => {
  const question = {
    ...{ account, to: account, gas, data: concatHex([to, data]) },
    stateOverride: [{ address: account, code: meter } as const],
  };
  try {
    const { data: answer = "0x" } = await client.call(question);
    if (size(answer) !== 32) return undefined;
    return transferGas + gasPerByte * BigInt(size(data)) + hexToBigInt(answer);
  } catch (error) {
    if (decodeRefusal(error) !== undefined) throw error;
    return undefined;
  }
};
