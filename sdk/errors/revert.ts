import type { Hex } from "viem";

const isHex = (value: unknown): value is Hex => typeof value === "string" && /^0x([0-9a-fA-F]{2})*$/.test(value);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** JSON-RPC error code of a call that was executed and reverted. */
const executionReverted = 3;

/**
 * The data with which a contract reverted, found in the chain of causes of an error; undefined when the call was
 * never judged by a contract (the node was not reached, the request was malformed, the answer was lost).
 */
export const revertDataOf = (error: unknown): Hex | undefined => {
  let reverted = false;
  for (let at: unknown = error; isObject(at); at = at.cause) {
    if (isHex(at.raw)) return at.raw;
    const data = isObject(at.data) && !isHex(at.data) ? at.data.data : at.data;
    if (isHex(data)) return data;
    if (at.code === executionReverted || at.name === "ExecutionRevertedError") reverted = true;
  }
  return reverted ? "0x" : undefined;
};
