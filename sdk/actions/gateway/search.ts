import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import type { WorkAt } from "../../work.ts";

export type SearchWorkParameters = WorkAt & { gateway: Address };

/** Goes on with a search of one kind of work on chain, where gas ends every search off chain. Anyone, once an hour. */
export const searchWork = ({ gateway, source, kind }: SearchWorkParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "search", args: [BigInt(source), BigInt(kind)] }),
  description: `Go on with the search for work of source ${source}, kind ${kind}`,
});
