import { parseEther, parseGwei } from "viem";
import { createLog } from "../log.ts";
import { type Chain, type ConnectChainParameters, connectChain } from "../rpc/chain.ts";

/** A chain seen through these endpoints, which may take their time and rest from no failure. */
export const connectTestChain = (
  urls: readonly string[],
  changes: Partial<ConnectChainParameters> = {},
): Promise<Chain> => connectChain({ urls, timeout: 60_000, firstRest: 0, log: createLog("silent"), ...changes });

/** Limits that no test meets by accident. */
export const testLimits = {
  maxFee: parseGwei("100"),
  budgets: { item: parseEther("1"), day: parseEther("10") },
  simulateBehind: 0,
  tellAfter: 0,
} as const;
