// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const kycRegistrarAbi = [
  {
    "type": "function",
    "name": "accountSuspension",
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
        "type": "tuple",
        "internalType": "struct Suspension",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "since",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "memo",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "actingAuthority",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint32",
        "internalType": "AuthorityId"
      }
    ],
    "stateMutability": "view"
  },
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
    "name": "authoritiesFor",
    "inputs": [
      {
        "name": "duty",
        "type": "uint8",
        "internalType": "enum Duty"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
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
    "name": "consentDigestOf",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "internalType": "uint40"
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
    "name": "countriesOf",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "duty",
        "type": "uint8",
        "internalType": "enum Duty"
      }
    ],
    "outputs": [
      {
        "name": "words",
        "type": "uint256[4]",
        "internalType": "uint256[4]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "currentStanding",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint128",
        "internalType": "Standing"
      }
    ],
    "stateMutability": "view"
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
    "name": "expire",
    "inputs": [
      {
        "name": "ids",
        "type": "uint32[]",
        "internalType": "InvestorId[]"
      }
    ],
    "outputs": [
      {
        "name": "lapsed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "getAccount",
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
        "type": "tuple",
        "internalType": "struct Account",
        "components": [
          {
            "name": "investor",
            "type": "uint32",
            "internalType": "InvestorId"
          },
          {
            "name": "restricted",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "suspended",
            "type": "bool",
            "internalType": "bool"
          }
        ]
      }
    ],
    "stateMutability": "view"
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
    "name": "getInvestor",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Investor",
        "components": [
          {
            "name": "country",
            "type": "uint16",
            "internalType": "Country"
          },
          {
            "name": "region",
            "type": "bytes3",
            "internalType": "bytes3"
          },
          {
            "name": "rating",
            "type": "uint8",
            "internalType": "Rating"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "restricted",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "lapsed",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "suspended",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "barredAccounts",
            "type": "uint8",
            "internalType": "uint8"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "getInvestors",
    "inputs": [
      {
        "name": "ids",
        "type": "uint32[]",
        "internalType": "InvestorId[]"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple[]",
        "internalType": "struct Investor[]",
        "components": [
          {
            "name": "country",
            "type": "uint16",
            "internalType": "Country"
          },
          {
            "name": "region",
            "type": "bytes3",
            "internalType": "bytes3"
          },
          {
            "name": "rating",
            "type": "uint8",
            "internalType": "Rating"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "restricted",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "lapsed",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "suspended",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "barredAccounts",
            "type": "uint8",
            "internalType": "uint8"
          }
        ]
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
    "name": "investorFor",
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
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "investorSuspension",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Suspension",
        "components": [
          {
            "name": "authority",
            "type": "uint32",
            "internalType": "AuthorityId"
          },
          {
            "name": "since",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "memo",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
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
    "name": "isExpirable",
    "inputs": [
      {
        "name": "ids",
        "type": "uint32[]",
        "internalType": "InvestorId[]"
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
    "name": "isOnDuty",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "duty",
        "type": "uint8",
        "internalType": "enum Duty"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
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
    "name": "isOut",
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
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isPermittedCountry",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
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
    "name": "isRestrictedAuthority",
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
        "type": "bool",
        "internalType": "bool"
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
    "name": "registerAccounts",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
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
    "name": "registerConsentingAccounts",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "accounts",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "consents",
        "type": "tuple[]",
        "internalType": "struct Consent[]",
        "components": [
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
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
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "registerConsentingInvestor",
    "inputs": [
      {
        "name": "registration",
        "type": "tuple",
        "internalType": "struct Registration",
        "components": [
          {
            "name": "id",
            "type": "uint32",
            "internalType": "InvestorId"
          },
          {
            "name": "identityHash",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "country",
            "type": "uint16",
            "internalType": "Country"
          },
          {
            "name": "region",
            "type": "bytes3",
            "internalType": "bytes3"
          },
          {
            "name": "rating",
            "type": "uint8",
            "internalType": "Rating"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "accounts",
            "type": "address[]",
            "internalType": "address[]"
          }
        ]
      },
      {
        "name": "consents",
        "type": "tuple[]",
        "internalType": "struct Consent[]",
        "components": [
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
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
        "name": "executed",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "registerInvestors",
    "inputs": [
      {
        "name": "registrations",
        "type": "tuple[]",
        "internalType": "struct Registration[]",
        "components": [
          {
            "name": "id",
            "type": "uint32",
            "internalType": "InvestorId"
          },
          {
            "name": "identityHash",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "country",
            "type": "uint16",
            "internalType": "Country"
          },
          {
            "name": "region",
            "type": "bytes3",
            "internalType": "bytes3"
          },
          {
            "name": "rating",
            "type": "uint8",
            "internalType": "Rating"
          },
          {
            "name": "expiresAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "accounts",
            "type": "address[]",
            "internalType": "address[]"
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
    "name": "restrictAccounts",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
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
    "name": "revisions",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "Revisions"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "setAccountSuspension",
    "inputs": [
      {
        "name": "accounts",
        "type": "address[]",
        "internalType": "address[]"
      },
      {
        "name": "suspended",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "memo",
        "type": "bytes",
        "internalType": "bytes"
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
    "name": "setAttachment",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "attached",
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
    "name": "setAuthorityCountries",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "countries",
        "type": "uint16[]",
        "internalType": "Country[]"
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
    "name": "setAuthorityCountryRange",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "duty",
        "type": "uint8",
        "internalType": "enum Duty"
      },
      {
        "name": "first",
        "type": "uint16",
        "internalType": "Country"
      },
      {
        "name": "last",
        "type": "uint16",
        "internalType": "Country"
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
    "name": "setAuthorityRestriction",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
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
    "name": "setInvestorAuthority",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "ids",
        "type": "uint32[]",
        "internalType": "InvestorId[]"
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
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
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
    "name": "setInvestorSuspension",
    "inputs": [
      {
        "name": "ids",
        "type": "uint32[]",
        "internalType": "InvestorId[]"
      },
      {
        "name": "suspended",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "memo",
        "type": "bytes",
        "internalType": "bytes"
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
    "name": "standingsOfTransfer",
    "inputs": [
      {
        "name": "fromId",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "from",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "toId",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "to",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "sender",
        "type": "uint128",
        "internalType": "Standing"
      },
      {
        "name": "receiver",
        "type": "uint128",
        "internalType": "Standing"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "standingsToKeep",
    "inputs": [
      {
        "name": "fromId",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "from",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "fromStamp",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "toId",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "to",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "sender",
        "type": "uint128",
        "internalType": "Standing"
      },
      {
        "name": "receiver",
        "type": "uint128",
        "internalType": "Standing"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "updateInvestor",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "region",
        "type": "bytes3",
        "internalType": "bytes3"
      },
      {
        "name": "rating",
        "type": "uint8",
        "internalType": "Rating"
      },
      {
        "name": "expiresAt",
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
    "name": "updateInvestors",
    "inputs": [
      {
        "name": "renewals",
        "type": "tuple[]",
        "internalType": "struct Renewal[]",
        "components": [
          {
            "name": "id",
            "type": "uint32",
            "internalType": "InvestorId"
          },
          {
            "name": "region",
            "type": "bytes3",
            "internalType": "bytes3"
          },
          {
            "name": "rating",
            "type": "uint8",
            "internalType": "Rating"
          },
          {
            "name": "expiresAt",
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
    "type": "event",
    "name": "AccountSuspended",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "memo",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AccountSuspensionLifted",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "memo",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AccountsRegistered",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "accounts",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "AccountsRestricted",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "accounts",
        "type": "address[]",
        "indexed": false,
        "internalType": "address[]"
      }
    ],
    "anonymous": false
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
    "name": "AttachmentSet",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "attached",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
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
    "name": "AuthorityCountriesSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "countries",
        "type": "uint16[]",
        "indexed": false,
        "internalType": "Country[]"
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
    "name": "AuthorityCountryRangeSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "duty",
        "type": "uint8",
        "indexed": false,
        "internalType": "enum Duty"
      },
      {
        "name": "first",
        "type": "uint16",
        "indexed": false,
        "internalType": "Country"
      },
      {
        "name": "last",
        "type": "uint16",
        "indexed": false,
        "internalType": "Country"
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
    "name": "AuthorityRestrictionSet",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "restricted",
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
    "name": "EIP712DomainChanged",
    "inputs": [],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorAuthoritySet",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorLapsed",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "expiresAt",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorRegistered",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "identityHash",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "record",
        "type": "uint256",
        "indexed": false,
        "internalType": "InvestorWord"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorRestrictionSet",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
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
    "name": "InvestorSuspended",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "memo",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorSuspensionLifted",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": true,
        "internalType": "AuthorityId"
      },
      {
        "name": "memo",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "InvestorUpdated",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "region",
        "type": "bytes3",
        "indexed": false,
        "internalType": "bytes3"
      },
      {
        "name": "rating",
        "type": "uint8",
        "indexed": false,
        "internalType": "Rating"
      },
      {
        "name": "expiresAt",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "authority",
        "type": "uint32",
        "indexed": false,
        "internalType": "AuthorityId"
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
    "type": "error",
    "name": "KYCRegistrar_AccountBound",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_AccountSuspended",
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
    "name": "KYCRegistrar_AccountUnknown",
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
    "name": "KYCRegistrar_AlreadyLapsed",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_AuthorityOutOfRange",
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
    "name": "KYCRegistrar_AuthorityRestricted",
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
    "name": "KYCRegistrar_ConsentExpired",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_ConsentRequired",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_ConsentsMismatch",
    "inputs": [
      {
        "name": "accounts",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consents",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_CountryNotPermitted",
    "inputs": [
      {
        "name": "authority",
        "type": "uint32",
        "internalType": "AuthorityId"
      },
      {
        "name": "country",
        "type": "uint16",
        "internalType": "Country"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_InvalidAccount",
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
    "name": "KYCRegistrar_InvalidConsent",
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
    "name": "KYCRegistrar_InvalidContract",
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
    "name": "KYCRegistrar_InvalidCountry",
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
    "name": "KYCRegistrar_InvalidCountryRange",
    "inputs": [
      {
        "name": "first",
        "type": "uint16",
        "internalType": "Country"
      },
      {
        "name": "last",
        "type": "uint16",
        "internalType": "Country"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_InvalidExpiry",
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
    "name": "KYCRegistrar_InvalidId",
    "inputs": []
  },
  {
    "type": "error",
    "name": "KYCRegistrar_InvalidRating",
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
    "name": "KYCRegistrar_InvalidRegion",
    "inputs": [
      {
        "name": "region",
        "type": "bytes3",
        "internalType": "bytes3"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_InvestorExists",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_MemoTooLong",
    "inputs": [
      {
        "name": "length",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_MissingPart",
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
    "name": "KYCRegistrar_NotAccountOf",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_NotAuthorityOf",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
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
    "name": "KYCRegistrar_NotDue",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
      },
      {
        "name": "dueAt",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "KYCRegistrar_OwnerUnrestrictable",
    "inputs": []
  },
  {
    "type": "error",
    "name": "KYCRegistrar_SuspendedByAnother",
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
    "name": "KYCRegistrar_UnknownInvestor",
    "inputs": [
      {
        "name": "id",
        "type": "uint32",
        "internalType": "InvestorId"
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
