// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const distributionModuleAbi = [
  {
    "type": "function",
    "name": "claim",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "claimFor",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
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
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "close",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "declare",
    "inputs": [
      {
        "name": "payment",
        "type": "address",
        "internalType": "contract IERC20"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "paymentDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "claimDeadline",
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
    "name": "distributionCount",
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
    "name": "entitlementOf",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
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
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "fund",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "getDistribution",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct IDistributionModule.Distribution",
        "components": [
          {
            "name": "payment",
            "type": "address",
            "internalType": "contract IERC20"
          },
          {
            "name": "recordDate",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "paymentDate",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "state",
            "type": "uint8",
            "internalType": "enum IDistributionModule.State"
          },
          {
            "name": "amount",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "eligibleSupply",
            "type": "uint112",
            "internalType": "uint112"
          },
          {
            "name": "paid",
            "type": "uint128",
            "internalType": "uint128"
          },
          {
            "name": "settledSupply",
            "type": "uint112",
            "internalType": "uint112"
          },
          {
            "name": "claimDeadline",
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
    "name": "isClosable",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "isOpenable",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "open",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "pay",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "positions",
        "type": "tuple[]",
        "internalType": "struct PositionKey[]",
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
        "name": "processed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "paymentStatusOf",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
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
        "type": "uint8",
        "internalType": "enum IDistributionModule.PaymentStatus"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "reclaim",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "to",
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
    "type": "event",
    "name": "DistributionClosed",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "paid",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "DistributionDeclared",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "payment",
        "type": "address",
        "indexed": true,
        "internalType": "contract IERC20"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "recordDate",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "paymentDate",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "claimDeadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "DistributionFunded",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "funder",
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
    "name": "DistributionOpened",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "eligibleSupply",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "DistributionPaid",
    "inputs": [
      {
        "name": "distributionId",
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
        "name": "custodian",
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
    "name": "DistributionPaidToSuccessor",
    "inputs": [
      {
        "name": "distributionId",
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
        "name": "successor",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "custodian",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "DistributionReclaimed",
    "inputs": [
      {
        "name": "distributionId",
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
    "name": "DistributionWithheld",
    "inputs": [
      {
        "name": "distributionId",
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
        "name": "custodian",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "reason",
        "type": "uint8",
        "indexed": false,
        "internalType": "enum IDistributionModule.WithheldReason"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "DistributionModule_AlreadyPaid",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_ClaimDeadlinePassed",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "claimDeadline",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_Incomplete",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "missing",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_InvalidAmount",
    "inputs": []
  },
  {
    "type": "error",
    "name": "DistributionModule_InvalidDates",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "paymentDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "claimDeadline",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_InvalidPayment",
    "inputs": [
      {
        "name": "payment",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_InvalidPosition",
    "inputs": [
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
    "type": "error",
    "name": "DistributionModule_NobodyEntitled",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_NotDue",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "dueAt",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_NotEntitled",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_NotSelf",
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
    "name": "DistributionModule_PaymentFailed",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_Restricted",
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
    "name": "DistributionModule_Underfunded",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "received",
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
    "name": "DistributionModule_UnknownDistribution",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DistributionModule_WrongState",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum IDistributionModule.State"
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
  }
] as const;
