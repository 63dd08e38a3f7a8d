import { type Address, encodeFunctionData } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";
import { kindNumber, type WorkKind } from "../../work.ts";

export type ResumeWorkParameters = {
  gateway: Address;
  kinds: readonly WorkKind[];
};

/** Resumes work of these kinds at the gateway. An authority of the issuer at its threshold. */
export const resumeWork = ({ gateway, kinds }: ResumeWorkParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "resume", args: [kinds.map(kindNumber)] }),
  description: `Resume work at the gateway: ${kinds.join(", ")}`,
});
