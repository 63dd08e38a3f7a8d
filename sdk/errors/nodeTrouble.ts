import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from "viem";
import { decodeRefusal } from "./decodeRefusal.ts";

/** Whether a question failed because of the node, so that nothing is known of what was asked. */
export const isNodeTrouble = (error: unknown): boolean => {
  if (!(error instanceof BaseError)) return true;
  if (decodeRefusal(error) !== undefined || ranOutOfGas(error)) return false;
  const isTransport = (at: unknown): boolean =>
    at instanceof HttpRequestError || at instanceof TimeoutError || at instanceof RpcRequestError;
  return error.walk(isTransport) !== null;
};

/** Nodes tell a lack of gas in words, without the data of a revert. */
const ranOutOfGas = (error: BaseError): boolean =>
  error.walk((at) => at instanceof RpcRequestError && /out ?of ?gas|gas required exceeds/i.test(at.details)) !== null;
