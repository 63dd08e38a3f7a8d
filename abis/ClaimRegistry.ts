// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const claimRegistryAbi = [
  {
    "type": "function",
    "name": "attestClaims",
    "inputs": [
      {
        "name": "attestations",
        "type": "tuple[]",
        "internalType": "struct Attestation[]",
        "components": [
          {
            "name": "subject",
            "type": "bytes32",
            "internalType": "Subject"
          },
          {
            "name": "topic",
            "type": "bytes32",
            "internalType": "Topic"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "data",
            "type": "bytes32",
            "internalType": "bytes32"
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
    "name": "attestersOf",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint32[]",
        "internalType": "AuthorityId[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "claimOf",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Claim",
        "components": [
          {
            "name": "attestedAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "data",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "hasClaim",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
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
    "name": "isPermittedTopic",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
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
    "name": "isValidClaim",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "internalType": "AuthorityId"
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
    "name": "registrar",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IKYCRegistrar"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "revokeClaim",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "internalType": "AuthorityId"
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
    "name": "setAuthorityTopics",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "topics",
        "type": "bytes32[]",
        "internalType": "Topic[]"
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
    "type": "event",
    "name": "AuthorityTopicsSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "topics",
        "type": "bytes32[]",
        "indexed": false,
        "internalType": "Topic[]"
      },
      {
        "name": "permitted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ClaimAttested",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "indexed": true,
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "indexed": true,
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "attestedAt",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "expiresAt",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "data",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ClaimRevoked",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "indexed": true,
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "indexed": true,
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "by",
        "type": "uint32",
        "indexed": false,
        "internalType": "AuthorityId"
      }
    ],
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
    "type": "error",
    "name": "ClaimRegistry_AuthorityOutOfRange",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_CountryNotPermitted",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_InvalidExpiry",
    "inputs": [
      {
        "name": "expiresAt",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_NotAttester",
    "inputs": [
      {
        "name": "acting",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "attester",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_NotOwner",
    "inputs": [
      {
        "name": "acting",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_TopicNotPermitted",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_UnknownClaim",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      },
      {
        "name": "topic",
        "type": "bytes32",
        "internalType": "Topic"
      },
      {
        "name": "attester",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimRegistry_UnknownSubject",
    "inputs": [
      {
        "name": "subject",
        "type": "bytes32",
        "internalType": "Subject"
      }
    ]
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
  }
] as const;
