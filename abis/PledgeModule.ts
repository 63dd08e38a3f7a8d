// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const pledgeModuleAbi = [
  {
    "type": "function",
    "name": "accept",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "acceptSigned",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct PledgeTerms",
        "components": [
          {
            "name": "position",
            "type": "tuple",
            "internalType": "struct PositionKey",
            "components": [
              {
                "name": "custodian",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "partition",
                "type": "bytes32",
                "internalType": "Partition"
              },
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              }
            ]
          },
          {
            "name": "securedParty",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "amount",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "splitEpoch",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "cureTerm",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "documentHash",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      },
      {
        "name": "salt",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "signature",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "assign",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "securedParty",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "call",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "documentHash",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "declaration",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct ModuleDeclaration",
        "components": [
          {
            "name": "hooks",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "permissions",
            "type": "uint16",
            "internalType": "uint16"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "digestOf",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct PledgeTerms",
        "components": [
          {
            "name": "position",
            "type": "tuple",
            "internalType": "struct PositionKey",
            "components": [
              {
                "name": "custodian",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "partition",
                "type": "bytes32",
                "internalType": "Partition"
              },
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              }
            ]
          },
          {
            "name": "securedParty",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "amount",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "splitEpoch",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "cureTerm",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "documentHash",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      },
      {
        "name": "salt",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "dueWork",
    "inputs": [
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "cursor",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "limit",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "ids",
        "type": "uint256[]",
        "internalType": "uint256[]"
      },
      {
        "name": "nextCursor",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
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
    "name": "expire",
    "inputs": [
      {
        "name": "pledgeIds",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "outputs": [
      {
        "name": "expired",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "getPledge",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Pledge",
        "components": [
          {
            "name": "state",
            "type": "uint8",
            "internalType": "enum PledgeState"
          },
          {
            "name": "position",
            "type": "tuple",
            "internalType": "struct PositionKey",
            "components": [
              {
                "name": "custodian",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "partition",
                "type": "bytes32",
                "internalType": "Partition"
              },
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              }
            ]
          },
          {
            "name": "securedParty",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "amount",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "available",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "cureTerm",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "dueBy",
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
    "name": "issuer",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IIssuingEntity"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "pledgeCount",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "pledgesOf",
    "inputs": [
      {
        "name": "position",
        "type": "tuple",
        "internalType": "struct PositionKey",
        "components": [
          {
            "name": "custodian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "partition",
            "type": "bytes32",
            "internalType": "Partition"
          },
          {
            "name": "account",
            "type": "address",
            "internalType": "address"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "pledgeIds",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "propose",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct PledgeTerms",
        "components": [
          {
            "name": "position",
            "type": "tuple",
            "internalType": "struct PositionKey",
            "components": [
              {
                "name": "custodian",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "partition",
                "type": "bytes32",
                "internalType": "Partition"
              },
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              }
            ]
          },
          {
            "name": "securedParty",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "amount",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "splitEpoch",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "cureTerm",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "documentHash",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "realise",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "to",
        "type": "tuple",
        "internalType": "struct PositionKey",
        "components": [
          {
            "name": "custodian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "partition",
            "type": "bytes32",
            "internalType": "Partition"
          },
          {
            "name": "account",
            "type": "address",
            "internalType": "address"
          }
        ]
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "data",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "recoverItem",
    "inputs": [
      {
        "name": "asset",
        "type": "address",
        "internalType": "contract IERC721"
      },
      {
        "name": "to",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "recoverTokens",
    "inputs": [
      {
        "name": "asset",
        "type": "address",
        "internalType": "contract IERC20"
      },
      {
        "name": "to",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "refresh",
    "inputs": [
      {
        "name": "pledgeIds",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "release",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "replaceSecuredParty",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "securedParty",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "documentHash",
        "type": "bytes32",
        "internalType": "bytes32"
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
    "name": "revokeSignature",
    "inputs": [
      {
        "name": "digest",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "runWork",
    "inputs": [
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "ids",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "outputs": [
      {
        "name": "done",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "serves",
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
    "name": "token",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract ISecurityToken"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "withdraw",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "withdrawCall",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "workGas",
    "inputs": [
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "count",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "workKinds",
    "inputs": [],
    "outputs": [
      {
        "name": "names",
        "type": "bytes32[]",
        "internalType": "bytes32[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "workStates",
    "inputs": [
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "ids",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple[]",
        "internalType": "struct WorkStatus[]",
        "components": [
          {
            "name": "state",
            "type": "uint8",
            "internalType": "enum WorkState"
          },
          {
            "name": "dueAt",
            "type": "uint40",
            "internalType": "uint40"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "event",
    "name": "EIP712DomainChanged",
    "inputs": [],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ForeignItemRecovered",
    "inputs": [
      {
        "name": "asset",
        "type": "address",
        "indexed": true,
        "internalType": "contract IERC721"
      },
      {
        "name": "to",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "id",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ForeignTokensRecovered",
    "inputs": [
      {
        "name": "asset",
        "type": "address",
        "indexed": true,
        "internalType": "contract IERC20"
      },
      {
        "name": "to",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeAccepted",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeAssigned",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "securedParty",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "documentHash",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeCallWithdrawn",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeCalled",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "realisableFrom",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "documentHash",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeExpired",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeFollowed",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeProposed",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "securedParty",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "terms",
        "type": "tuple",
        "indexed": false,
        "internalType": "struct PledgeTerms",
        "components": [
          {
            "name": "position",
            "type": "tuple",
            "internalType": "struct PositionKey",
            "components": [
              {
                "name": "custodian",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "partition",
                "type": "bytes32",
                "internalType": "Partition"
              },
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              }
            ]
          },
          {
            "name": "securedParty",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "amount",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "splitEpoch",
            "type": "uint8",
            "internalType": "uint8"
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "cureTerm",
            "type": "uint32",
            "internalType": "uint32"
          },
          {
            "name": "documentHash",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      },
      {
        "name": "acceptBy",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeRealised",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "to",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "custodian",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "left",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeReleased",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "left",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeSignatureRevoked",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "digest",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PledgeWithdrawn",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "ForeignTokens_Own",
    "inputs": [
      {
        "name": "asset",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Module_NotToken",
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
    "name": "PledgeModule_AmountExceeded",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "available",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_DocumentRequired",
    "inputs": []
  },
  {
    "type": "error",
    "name": "PledgeModule_Ended",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "endsAt",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_HolderBarred",
    "inputs": [
      {
        "name": "holder",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_InvalidSignature",
    "inputs": [
      {
        "name": "holder",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_InvalidTerms",
    "inputs": []
  },
  {
    "type": "error",
    "name": "PledgeModule_NotAttached",
    "inputs": []
  },
  {
    "type": "error",
    "name": "PledgeModule_NotDue",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "endsAt",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_NotHolder",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "holder",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_NotSecuredParty",
    "inputs": [
      {
        "name": "caller",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "securedParty",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_ProposalLapsed",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "acceptBy",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_SignatureExpired",
    "inputs": [
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_TermRuns",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "realisableFrom",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_TooManyPledges",
    "inputs": [
      {
        "name": "position",
        "type": "tuple",
        "internalType": "struct PositionKey",
        "components": [
          {
            "name": "custodian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "partition",
            "type": "bytes32",
            "internalType": "Partition"
          },
          {
            "name": "account",
            "type": "address",
            "internalType": "address"
          }
        ]
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_UnknownPledge",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "PledgeModule_WrongState",
    "inputs": [
      {
        "name": "pledgeId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum PledgeState"
      },
      {
        "name": "next",
        "type": "uint8",
        "internalType": "enum PledgeState"
      }
    ]
  }
] as const;
