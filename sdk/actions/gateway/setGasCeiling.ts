import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type SetGasCeilingParameters = {
  gateway: Address;
  /** place in the gateway's list */
  source: number;
  /** gas that one call to it may use, from 500,000 to 10,000,000 */
  gasCeiling: number;
};

/** Sets what a source of work may use. An authority of the issuer at its threshold. */
export const setGasCeiling = ({ gateway, source, gasCeiling }: SetGasCeilingParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({
    abi: keeperGatewayAbi,
    functionName: "setGasCeiling",
    args: [BigInt(source), gasCeiling],
  }),
  description: `Let source ${source} of the gateway use ${gasCeiling} gas in one call`,
});
