import { type Address, encodeFunctionData, type Hex } from "viem";
import { keeperGatewayAbi } from "../../../abis/KeeperGateway.ts";
import type { Call } from "../../types.ts";

export type SetSequencerParameters = {
  gateway: Address;
  /** 32 bytes */
  network: Hex;
  /** zero: the network need not wait for its turn */
  sequencer: Address;
};

/** Has a keeper network wait for its turn. An authority of the issuer at its threshold. */
export const setSequencer = ({ gateway, network, sequencer }: SetSequencerParameters): Call => ({
  to: gateway,
  value: 0n,
  data: encodeFunctionData({ abi: keeperGatewayAbi, functionName: "setSequencer", args: [network, sequencer] }),
  description: `Have network ${network} follow the sequencer ${sequencer}`,
});
