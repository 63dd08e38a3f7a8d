import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import type { WorkAt } from "../../work.ts";

export type ResumeWorkParameters = {
  gateway: Address;
  work: readonly WorkAt[];
};

/** Resumes work of these kinds at the gateway. An authority of the issuer at its threshold. */
export const resumeWork = ({ gateway, work }: ResumeWorkParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "resume", args: [work] }),
  description: `Resume ${work.length} kinds of work at the gateway`,
});
