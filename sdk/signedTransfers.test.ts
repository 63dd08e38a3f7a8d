import { encodeAbiParameters, hashStruct, keccak256, parseAbiParameters, stringToHex } from "viem";
import { expect, test } from "vitest";
import { defaultPartition, partitionOf } from "./partitions.ts";
import { type SignedTransfer, signedTransferTypedData } from "./signedTransfers.ts";

const at = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as const;

test("behavior: the holder signs the struct that the token hashes", () => {
  const order: SignedTransfer = {
    from: at(1),
    to: at(2),
    amount: 3n,
    partition: defaultPartition,
    toPartition: partitionOf("A"),
    relayer: at(4),
    fee: 5n,
    nonce: 2n ** 256n - 1n,
    validFrom: 6n,
    deadline: 7n,
    data: "0xaa",
  };
  const { domain, message, primaryType, types } = signedTransferTypedData(
    { chainId: 1, token: at(9), domainName: "Muster Holding AG" },
    order,
  );
  expect(domain).toEqual({ name: "Muster Holding AG", version: "1", chainId: 1, verifyingContract: at(9) });

  const type =
    "SignedTransfer(address from,address to,uint256 amount,bytes32 partition,bytes32 toPartition,address relayer,uint256 fee,uint256 nonce,uint256 validFrom,uint256 deadline,bytes data)";
  const encoded = encodeAbiParameters(
    parseAbiParameters(
      "bytes32, address, address, uint256, bytes32, bytes32, address, uint256, uint256, uint256, uint256, bytes32",
    ),
    [
      keccak256(stringToHex(type)),
      order.from,
      order.to,
      order.amount,
      order.partition,
      order.toPartition,
      order.relayer,
      order.fee,
      order.nonce,
      order.validFrom,
      order.deadline,
      keccak256(order.data),
    ],
  );
  expect(hashStruct({ data: { ...message }, primaryType, types })).toBe(keccak256(encoded));
});
