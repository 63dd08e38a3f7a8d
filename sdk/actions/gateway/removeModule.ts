import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { type ModuleFamily, moduleFamilies } from "../../work.ts";

export type RemoveGatewayModuleParameters = {
  gateway: Address;
  family: ModuleFamily;
  /** place of the module in the gateway's list */
  source: number;
};

/** Has the gateway serve a module no longer. An authority of the issuer at its threshold. */
export const removeGatewayModule = ({ gateway, family, source }: RemoveGatewayModuleParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({
    abi: keeperGatewayAbi,
    functionName: "removeModule",
    args: [moduleFamilies.indexOf(family), BigInt(source)],
  }),
  description: `Serve ${family} module ${source} at the gateway no longer`,
});
