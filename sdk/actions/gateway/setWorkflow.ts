import { type Address, encodeFunctionData, type Hex } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type SetWorkflowParameters = {
  gateway: Address;
  forwarder: Address;
  /** 32 bytes */
  workflowId: Hex;
  workflowOwner: Address;
  trusted: boolean;
};

/** Says whether the gateway believes reports of a workflow. An authority of the issuer at its threshold. */
export const setWorkflow = ({
  gateway,
  forwarder,
  workflowId,
  workflowOwner,
  trusted,
}: SetWorkflowParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({
    abi: keeperGatewayAbi,
    functionName: "setWorkflow",
    args: [forwarder, workflowId, workflowOwner, trusted],
  }),
  description: `${trusted ? "Trust" : "Trust no more"} workflow ${workflowId} of ${workflowOwner}`,
});
