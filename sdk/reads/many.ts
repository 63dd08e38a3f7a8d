/**
 * The same view of many things in few questions to a node, without a contract that must be there for it: up to this many
 * bytes of calldata in each. One that refuses makes all of them fail.
 */
export const many = { deployless: true, allowFailure: false, batchSize: 16_384 } as const;
