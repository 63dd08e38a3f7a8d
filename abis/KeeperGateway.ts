// Generated from the contracts' interfaces by tools/generate-abis.ts. Do not edit.

export const keeperGatewayAbi = [
  {
    "type": "function",
    "name": "addModule",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "internalType": "enum ModuleFamily"
      },
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ITokenModule"
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
    "name": "checkUpkeep",
    "inputs": [
      {
        "name": "checkData",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [
      {
        "name": "upkeepNeeded",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "performData",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "checker",
    "inputs": [],
    "outputs": [
      {
        "name": "canExec",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "execPayload",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "due",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
    "name": "enrolInvestors",
    "inputs": [
      {
        "name": "registrar",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "ids",
        "type": "bytes12[]",
        "internalType": "InvestorId[]"
      }
    ],
    "outputs": [
      {
        "name": "enrolled",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "enrolPositions",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
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
        "name": "enrolled",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "investorRoster",
    "inputs": [
      {
        "name": "from",
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
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isEnrolled",
    "inputs": [
      {
        "name": "registrar",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "id",
        "type": "bytes12",
        "internalType": "InvestorId"
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
    "name": "isPaused",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
    "name": "isTrustedWorkflow",
    "inputs": [
      {
        "name": "forwarder",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "workflowId",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "workflowOwner",
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
    "name": "modulesOf",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "internalType": "enum ModuleFamily"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "address[]",
        "internalType": "contract ITokenModule[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "nextBatch",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "nextDueAt",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
        "name": "dueAt",
        "type": "uint40",
        "internalType": "uint40"
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
    "name": "onReport",
    "inputs": [
      {
        "name": "metadata",
        "type": "bytes",
        "internalType": "bytes"
      },
      {
        "name": "report",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "pause",
    "inputs": [
      {
        "name": "kinds",
        "type": "uint8[]",
        "internalType": "enum WorkKind[]"
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
    "name": "performUpkeep",
    "inputs": [
      {
        "name": "performData",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "positionAt",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "place",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
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
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "positionPlace",
    "inputs": [
      {
        "name": "source",
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
    "name": "preview",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
        "internalType": "struct Outlook[]",
        "components": [
          {
            "name": "ok",
            "type": "bool",
            "internalType": "bool"
          },
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
    "type": "function",
    "name": "removeModule",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "internalType": "enum ModuleFamily"
      },
      {
        "name": "source",
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
    "name": "resume",
    "inputs": [
      {
        "name": "kinds",
        "type": "uint8[]",
        "internalType": "enum WorkKind[]"
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
    "name": "rosterLengths",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "investors",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "positions",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "run",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
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
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "sequencerOf",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract ISequencer"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "setSequencer",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "sequencer",
        "type": "address",
        "internalType": "contract ISequencer"
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
    "name": "setWorkflow",
    "inputs": [
      {
        "name": "forwarder",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "workflowId",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "workflowOwner",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "trusted",
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
    "name": "status",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
      },
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
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
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "supportsInterface",
    "inputs": [
      {
        "name": "interfaceId",
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
    "name": "work",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "args",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "workable",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "canWork",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "args",
        "type": "bytes",
        "internalType": "bytes"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "event",
    "name": "InvestorEnrolled",
    "inputs": [
      {
        "name": "id",
        "type": "bytes12",
        "indexed": true,
        "internalType": "InvestorId"
      },
      {
        "name": "registrar",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ModuleAdded",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "indexed": true,
        "internalType": "enum ModuleFamily"
      },
      {
        "name": "source",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": false,
        "internalType": "contract ITokenModule"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "ModuleRemoved",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "indexed": true,
        "internalType": "enum ModuleFamily"
      },
      {
        "name": "source",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "module",
        "type": "address",
        "indexed": false,
        "internalType": "contract ITokenModule"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "PositionEnrolled",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "indexed": true,
        "internalType": "uint256"
      },
      {
        "name": "place",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "custodian",
        "type": "address",
        "indexed": true,
        "internalType": "address"
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
    "name": "SequencerSet",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "sequencer",
        "type": "address",
        "indexed": false,
        "internalType": "contract ISequencer"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "WorkDone",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "indexed": true,
        "internalType": "enum WorkKind"
      },
      {
        "name": "caller",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "done",
        "type": "uint256[]",
        "indexed": false,
        "internalType": "uint256[]"
      },
      {
        "name": "failures",
        "type": "tuple[]",
        "indexed": false,
        "internalType": "struct Failure[]",
        "components": [
          {
            "name": "id",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "reason",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "WorkPaused",
    "inputs": [
      {
        "name": "kinds",
        "type": "uint8[]",
        "indexed": false,
        "internalType": "enum WorkKind[]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "WorkResumed",
    "inputs": [
      {
        "name": "kinds",
        "type": "uint8[]",
        "indexed": false,
        "internalType": "enum WorkKind[]"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "WorkflowSet",
    "inputs": [
      {
        "name": "forwarder",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "workflowId",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "workflowOwner",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "trusted",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "KeeperGateway_ForeignReport",
    "inputs": [
      {
        "name": "chainId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "gateway",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_Incomplete",
    "inputs": [
      {
        "name": "done",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "due",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_InvalidMetadata",
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
    "name": "KeeperGateway_InvalidModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ITokenModule"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_ModuleExists",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ITokenModule"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_NobodyEnrolled",
    "inputs": []
  },
  {
    "type": "error",
    "name": "KeeperGateway_NotAscending",
    "inputs": [
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "next",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_NotDue",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
      },
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
      },
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
  },
  {
    "type": "error",
    "name": "KeeperGateway_NotMaster",
    "inputs": [
      {
        "name": "network",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_NotSelf",
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
    "name": "KeeperGateway_NothingDone",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
      },
      {
        "name": "failures",
        "type": "tuple[]",
        "internalType": "struct Failure[]",
        "components": [
          {
            "name": "id",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "reason",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_Paused",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "enum WorkKind"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_TooLittleGas",
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
    "name": "KeeperGateway_TooMany",
    "inputs": [
      {
        "name": "count",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "most",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_UnknownModule",
    "inputs": [
      {
        "name": "family",
        "type": "uint8",
        "internalType": "enum ModuleFamily"
      },
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_UnknownRegistrar",
    "inputs": [
      {
        "name": "registrar",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_UntrustedReport",
    "inputs": [
      {
        "name": "forwarder",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "workflowId",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "workflowOwner",
        "type": "address",
        "internalType": "address"
      }
    ]
  }
] as const;
