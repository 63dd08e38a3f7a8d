/**
 * The same view of many things in few questions to a node, without a contract that must be there for it. One that refuses
 * makes all of them fail.
 *
 * Question and answer travel as code of a contract that would be created, of which a node takes 49,152 bytes and gives 24,576
 * (EIP-3860, EIP-170). `batchSize` counts the bytes of the calls alone, 36 for one with a single argument; each becomes 160 bytes
 * longer in the question, and an answer of n bytes 128 longer.
 */
export const many = { deployless: true, allowFailure: false, batchSize: 2_048 } as const;
