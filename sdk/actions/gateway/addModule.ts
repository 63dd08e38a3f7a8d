import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { type ModuleFamily, moduleFamilies } from "../../work.ts";

export type AddGatewayModuleParameters = {
  gateway: Address;
  family: ModuleFamily;
  module: Address;
};

/** Has the gateway serve a module. An authority of the issuer at its threshold. */
export const addGatewayModule = ({ gateway, family, module }: AddGatewayModuleParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({
    abi: keeperGatewayAbi,
    functionName: "addModule",
    args: [moduleFamilies.indexOf(family), module],
  }),
  description: `Serve ${module} at the gateway (${family})`,
});
