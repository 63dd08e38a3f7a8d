// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const issuingEntityAbi = [
  {
    "type": "function",
    "name": "addAuthority",
    "inputs": [
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "approvedUntil",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "addAuthorityAddresses",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "addCustodian",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "addRegistrar",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "addToken",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "admit",
    "inputs": [
      {
        "name": "accounts",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "approvals",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "expiresAt",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "approveCall",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "attachContract",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "attachIssuerModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "attachModule",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "attachmentDelay",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "attachmentDueAt",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "authorityOf",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "cancelCall",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "checkInvestorCount",
    "inputs": [
      {
        "name": "from",
        "type": "uint56",
        "internalType": "Party"
      },
      {
        "name": "to",
        "type": "uint56",
        "internalType": "Party"
      },
      {
        "name": "opens",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "closes",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "receiver",
        "type": "uint128",
        "internalType": "Standing"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint8",
        "internalType": "enum Restriction"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "checkMultiSigExternal",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "selector",
        "type": "bytes4",
        "internalType": "bytes4"
      },
      {
        "name": "dataHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "approved",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "checkOwnerExternal",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "selector",
        "type": "bytes4",
        "internalType": "bytes4"
      },
      {
        "name": "dataHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "approved",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "completeAttachment",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "countryRule",
    "inputs": [
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      }
    ],
    "outputs": [
      {
        "name": "permitted",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "minRating",
        "type": "uint8",
        "internalType": "Rating"
      },
      {
        "name": "counts",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      },
      {
        "name": "limits",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "custodianStatus",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "known",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "approved",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "detachContract",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "detachIssuerModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "detachModule",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "digestOf",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "digest",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "dismiss",
    "inputs": [
      {
        "name": "investors",
        "type": "uint40[]",
        "internalType": "InvestorKey[]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "eip712Domain",
    "inputs": [],
    "outputs": [
      {
        "name": "fields",
        "type": "bytes1",
        "internalType": "bytes1"
      },
      {
        "name": "name",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "version",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "chainId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "verifyingContract",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "extensions",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "executeBatch",
    "inputs": [
      {
        "name": "steps",
        "type": "tuple[]",
        "internalType": "struct Step[]",
        "components": [
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "executeCall",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      },
      {
        "name": "approvals",
        "type": "tuple[]",
        "internalType": "struct SignedApproval[]",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "result",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "getAuthority",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Authority",
        "components": [
          {
            "name": "epoch",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "memberCount",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "threshold",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "approvedUntil",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "globalRestriction",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "hasReserved",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "hashOf",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "investorCounts",
    "inputs": [],
    "outputs": [
      {
        "name": "counts",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      },
      {
        "name": "limits",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "investorState",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      }
    ],
    "outputs": [
      {
        "name": "positions",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      },
      {
        "name": "rating",
        "type": "uint8",
        "internalType": "Rating"
      },
      {
        "name": "restricted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isAdmitted",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isApprovedAuthority",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "selector",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isAttached",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isClosed",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isInvestorRestricted",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isRestricted",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isSyncable",
    "inputs": [
      {
        "name": "investors",
        "type": "uint40[]",
        "internalType": "InvestorKey[]"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool[]",
        "internalType": "bool[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isToken",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "issuerModules",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "membersOf",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ],
    "outputs": [
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "registrarAt",
    "inputs": [
      {
        "name": "index",
        "type": "uint8",
        "internalType": "uint8"
      }
    ],
    "outputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      },
      {
        "name": "accepted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "releasePlaces",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "investors",
        "type": "uint40[]",
        "internalType": "InvestorKey[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "removeAuthorityAddresses",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "removeCustodian",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "removeRegistrar",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "replaceAuthorityMembers",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "reservePlaces",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "accounts",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "resolve",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint56",
        "internalType": "Party"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "setAttachmentDelay",
    "inputs": [
      {
        "name": "delay",
        "type": "uint32",
        "internalType": "uint32"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setAuthorityApprovedUntil",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "approvedUntil",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setAuthoritySignatures",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "selectors",
        "type": "bytes4[]",
        "internalType": "bytes4[]"
      },
      {
        "name": "permitted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setAuthorityThreshold",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setCountries",
    "inputs": [
      {
        "name": "countries",
        "type": "uint16[]",
        "internalType": "Country[]"
      },
      {
        "name": "minRatings",
        "type": "uint8[]",
        "internalType": "Rating[]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setCountryRule",
    "inputs": [
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      },
      {
        "name": "permitted",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "minRating",
        "type": "uint8",
        "internalType": "Rating"
      },
      {
        "name": "limits",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setGlobalRestriction",
    "inputs": [
      {
        "name": "restricted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setInvestorLimits",
    "inputs": [
      {
        "name": "limits",
        "type": "uint32[8]",
        "internalType": "uint32[8]"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setInvestorRestriction",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      },
      {
        "name": "restricted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setTokenRestriction",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "restricted",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "sync",
    "inputs": [
      {
        "name": "investors",
        "type": "uint40[]",
        "internalType": "InvestorKey[]"
      }
    ],
    "outputs": [
      {
        "name": "moved",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "tokens",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address[]",
        "internalType": "address[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "updateInvestorCount",
    "inputs": [
      {
        "name": "from",
        "type": "uint56",
        "internalType": "Party"
      },
      {
        "name": "to",
        "type": "uint56",
        "internalType": "Party"
      },
      {
        "name": "opens",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "closes",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "receiver",
        "type": "uint128",
        "internalType": "Standing"
      },
      {
        "name": "forced",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint8",
        "internalType": "enum Restriction"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "usedSalts",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "word",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "bits",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "withdrawApproval",
    "inputs": [
      {
        "name": "call",
        "type": "tuple",
        "internalType": "struct Call",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "target",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "data",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "withdrawAttachment",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "ApprovalWithdrawn",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "member",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AttachmentAnnounced",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "hooks",
        "type": "uint8",
        "indexed": false,
        "internalType": "uint8"
      },
      {
        "name": "permissions",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      },
      {
        "name": "dueAt",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AttachmentDelaySet",
    "inputs": [
      {
        "name": "delay",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      },
      {
        "name": "from",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AttachmentWithdrawn",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityAdded",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      },
      {
        "name": "approvedUntil",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityApprovedUntilSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "approvedUntil",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityMembersAdded",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityMembersRemoved",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityPermissionsSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "target",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "selectors",
        "type": "bytes4[]",
        "indexed": false,
        "internalType": "bytes4[]"
      },
      {
        "name": "permitted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AuthorityThresholdSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "indexed": false,
        "internalType": "uint16"
      },
      {
        "name": "epoch",
        "type": "uint32",
        "indexed": false,
        "internalType": "uint32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BatchStepExecuted",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "target",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "selector",
        "type": "bytes4",
        "indexed": false,
        "internalType": "bytes4"
      },
      {
        "name": "index",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CallCancelled",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CallProposed",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "target",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      },
      {
        "name": "data",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ContractAttached",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ContractDetached",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CountryRuleSet",
    "inputs": [
      {
        "name": "country",
        "type": "uint16",
        "indexed": true,
        "internalType": "Country"
      },
      {
        "name": "permitted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      },
      {
        "name": "minRating",
        "type": "uint8",
        "indexed": false,
        "internalType": "Rating"
      },
      {
        "name": "limits",
        "type": "uint32[8]",
        "indexed": false,
        "internalType": "uint32[8]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CustodianAdded",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "CustodianRemoved",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "EIP712DomainChanged",
    "inputs": [],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "GlobalRestrictionSet",
    "inputs": [
      {
        "name": "restricted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorAdmitted",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorCounted",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      },
      {
        "name": "class",
        "type": "uint24",
        "indexed": false,
        "internalType": "InvestorClass"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorDismissed",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorLimitsSet",
    "inputs": [
      {
        "name": "limits",
        "type": "uint32[8]",
        "indexed": false,
        "internalType": "uint32[8]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorRestrictionSet",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      },
      {
        "name": "restricted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorUncounted",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      },
      {
        "name": "class",
        "type": "uint24",
        "indexed": false,
        "internalType": "InvestorClass"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "IssuerModuleAttached",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "IssuerModuleDetached",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "MultiSigCall",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "member",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "call",
        "type": "bytes32",
        "indexed": false,
        "internalType": "CallSummary"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "MultiSigCallApproved",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "call",
        "type": "bytes32",
        "indexed": false,
        "internalType": "CallSummary"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PlaceReleased",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PlaceReserved",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "indexed": true,
        "internalType": "InvestorKey"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "RegistrarAdded",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "indexed": true,
        "internalType": "contract IKYCRegistrar"
      },
      {
        "name": "index",
        "type": "uint8",
        "indexed": false,
        "internalType": "uint8"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "RegistrarRemoved",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "indexed": true,
        "internalType": "contract IKYCRegistrar"
      },
      {
        "name": "index",
        "type": "uint8",
        "indexed": false,
        "internalType": "uint8"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "SaltedCallApproved",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "salt",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "call",
        "type": "bytes32",
        "indexed": false,
        "internalType": "CallSummary"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "TokenAdded",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "IssuingEntity_AdmissionRefused",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "restriction",
        "type": "uint8",
        "internalType": "enum Restriction"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_AttachmentNotDue",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "dueAt",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "until",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_CustodianExists",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_DelayTooLong",
    "inputs": [
      {
        "name": "delay",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "longest",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_ForeignToken",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidContract",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidCountry",
    "inputs": [
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidCustodian",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidId",
    "inputs": []
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidRating",
    "inputs": [
      {
        "name": "rating",
        "type": "uint8",
        "internalType": "Rating"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidRegistrar",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_InvalidToken",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_IssuerModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_LengthMismatch",
    "inputs": [
      {
        "name": "expected",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "actual",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_LimitTooHigh",
    "inputs": [
      {
        "name": "limit",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_MissingPart",
    "inputs": [
      {
        "name": "part",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_ModuleChanged",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_ModuleExists",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_ModuleRefused",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "reason",
        "type": "bytes",
        "internalType": "bytes"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_NotAnnounced",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_NotOwnPlaces",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_NotPermitted",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_NotToken",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_RegistrarExists",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_TokenExists",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooLittleGas",
    "inputs": [
      {
        "name": "left",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooManyCustodians",
    "inputs": []
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooManyModules",
    "inputs": []
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooManyRegistrars",
    "inputs": []
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooManyReservations",
    "inputs": [
      {
        "name": "investor",
        "type": "uint40",
        "internalType": "InvestorKey"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_TooManyTokens",
    "inputs": []
  },
  {
    "type": "error",
    "name": "IssuingEntity_UnknownContract",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_UnknownCustodian",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_UnknownModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_UnknownRegistrar",
    "inputs": [
      {
        "name": "registrar",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ]
  },
  {
    "type": "error",
    "name": "IssuingEntity_UnknownToken",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_AccountBound",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_AlreadyApproved",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "member",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_AuthorityEnded",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "approvedUntil",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_CallClosed",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_DeadlinePassed",
    "inputs": [
      {
        "name": "deadline",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_EmptyBatch",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MultiSig_InvalidMember",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_InvalidSignature",
    "inputs": [
      {
        "name": "signer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_InvalidThreshold",
    "inputs": [
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "memberCount",
        "type": "uint16",
        "internalType": "uint16"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NestedBatch",
    "inputs": [
      {
        "name": "index",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NoCode",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NoSelector",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MultiSig_NotApproved",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "member",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NotAttached",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NotMember",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NotOwnAuthority",
    "inputs": [
      {
        "name": "acting",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_NotPermitted",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "selector",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_OwnerNeverEnds",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MultiSig_SaltRequired",
    "inputs": []
  },
  {
    "type": "error",
    "name": "MultiSig_ThresholdNotMet",
    "inputs": [
      {
        "name": "callHash",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "approvals",
        "type": "uint16",
        "internalType": "uint16"
      },
      {
        "name": "threshold",
        "type": "uint16",
        "internalType": "uint16"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_TooManyMembers",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "members",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "MultiSig_UnknownAuthority",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  }
] as const;
