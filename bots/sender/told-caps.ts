import { parseEther } from "viem";
import { type ToldCaps, transferGas } from "./gas.ts";

/** "cap: 16777216", "the configured cap (1.00 ether)", "maximum gas limit of 10000000" */
const named = /\b(?:cap|limit|max|maximum)\b[^\w]{0,4}(?:of |is |to )?[^\w]{0,2}(\d{1,30}(?:\.\d{1,18})?)( ?ether)?/gi;

/**
 * The caps that a node names when it refuses a transaction. A hint: nodes word it as they like, and nothing is given up or
 * stopped on such a text.
 *
 * @param refused gas limit, and wei that it might cost: a cap that it does not exceed was not the reason
 */
export const capsIn = (words: string, refused: { gasLimit: bigint; reserved: bigint }): ToldCaps => {
  const numbers = [...words.matchAll(named)].map(([, number = "", unit]) => ({ number, isEther: unit !== undefined }));
  const gas = numbers
    .filter(({ number, isEther }) => !isEther && !number.includes("."))
    .map(({ number }) => BigInt(number))
    .find((cap) => cap >= transferGas && cap < refused.gasLimit);
  const cost = numbers
    .filter(({ isEther }) => isEther)
    .map(({ number }) => parseEther(number))
    .find((cap) => cap > 0n && cap < refused.reserved);
  return { gas, cost };
};
