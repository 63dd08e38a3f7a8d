// Generated from every contract and interface by tools/generate-abis.ts. Do not edit.

export const errorsAbi = [
  {
    "type": "error",
    "name": "AccreditationWork_NothingToFile",
    "inputs": []
  },
  {
    "type": "error",
    "name": "AccreditationWork_TooMany",
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
    "name": "CountWork_NothingToChange",
    "inputs": []
  },
  {
    "type": "error",
    "name": "CountWork_TooMany",
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
    "name": "Custodian_HookRunning",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Custodian_InvalidModule",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ICustodianModule"
      }
    ]
  },
  {
    "type": "error",
    "name": "Custodian_ModuleAttached",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ICustodianModule"
      }
    ]
  },
  {
    "type": "error",
    "name": "Custodian_ModuleNotAttached",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "contract ICustodianModule"
      }
    ]
  },
  {
    "type": "error",
    "name": "Custodian_NotPermitted",
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
    "name": "Custodian_TooManyModules",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Dossier_AlreadyWithdrawn",
    "inputs": [
      {
        "name": "number",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "withdrawnBy",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_EmptyHash",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Dossier_EmptyName",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Dossier_InvalidCharacter",
    "inputs": [
      {
        "name": "position",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "character",
        "type": "bytes1",
        "internalType": "bytes1"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_InvalidLength",
    "inputs": [
      {
        "name": "length",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "shortest",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "longest",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_OtherToken",
    "inputs": [
      {
        "name": "number",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownAnnouncement",
    "inputs": [
      {
        "name": "number",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownDocument",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "name",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownFact",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "key",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownPartition",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "partition",
        "type": "bytes32",
        "internalType": "Partition"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownPartitionFact",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "partition",
        "type": "bytes32",
        "internalType": "Partition"
      },
      {
        "name": "key",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "Dossier_UnknownToken",
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
    "name": "Dossier_WrongCheckDigits",
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
    "name": "ERC20InvalidSpender",
    "inputs": [
      {
        "name": "spender",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "EtherRefused",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "FailedCall",
    "inputs": []
  },
  {
    "type": "error",
    "name": "FailedDeployment",
    "inputs": []
  },
  {
    "type": "error",
    "name": "ForeignCalls_NoCode",
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
    "name": "InsufficientBalance",
    "inputs": [
      {
        "name": "balance",
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
    "name": "KeeperGateway_BatchTooLarge",
    "inputs": [
      {
        "name": "count",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "ceiling",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
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
    "name": "KeeperGateway_InvalidGasCeiling",
    "inputs": [
      {
        "name": "gasCeiling",
        "type": "uint32",
        "internalType": "uint32"
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
    "name": "KeeperGateway_InvalidSource",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "contract IWorkSource"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_NoEffect",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "KeeperGateway_NoIds",
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
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "KeeperGateway_NothingDue",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_Paused",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_SearchedLately",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "nextAt",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_SourceExists",
    "inputs": [
      {
        "name": "target",
        "type": "address",
        "internalType": "contract IWorkSource"
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
    "name": "KeeperGateway_TooManySources",
    "inputs": [
      {
        "name": "most",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_UnknownKind",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_UnknownSource",
    "inputs": [
      {
        "name": "source",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "KeeperGateway_Unreadable",
    "inputs": [
      {
        "name": "source",
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
  },
  {
    "type": "error",
    "name": "LockupModule_AlreadyIssued",
    "inputs": [
      {
        "name": "issueId",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "LockupModule_AlreadyReleased",
    "inputs": [
      {
        "name": "lotId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "LockupModule_CustodianBalance",
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
    "name": "LockupModule_InvalidAmount",
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
    "name": "LockupModule_InvalidSchedule",
    "inputs": []
  },
  {
    "type": "error",
    "name": "LockupModule_LockupEndPast",
    "inputs": [
      {
        "name": "lockupEnd",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "time",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "LockupModule_LotsExceedAmount",
    "inputs": [
      {
        "name": "to",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "lots",
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
    "name": "LockupModule_NotDue",
    "inputs": [
      {
        "name": "lotId",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "LockupModule_UnknownLot",
    "inputs": [
      {
        "name": "lotId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ModuleClients_NotAttached",
    "inputs": [
      {
        "name": "client",
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
    "name": "Module_TicketRequired",
    "inputs": [
      {
        "name": "tag",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ]
  },
  {
    "type": "error",
    "name": "Module_UnknownKind",
    "inputs": [
      {
        "name": "kind",
        "type": "uint8",
        "internalType": "MoveKind"
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
  },
  {
    "type": "error",
    "name": "Oep506Lens_NameTooLong",
    "inputs": [
      {
        "name": "name",
        "type": "string",
        "internalType": "string"
      }
    ]
  },
  {
    "type": "error",
    "name": "Oep506Lens_UnknownDocument",
    "inputs": [
      {
        "name": "doc",
        "type": "string",
        "internalType": "string"
      }
    ]
  },
  {
    "type": "error",
    "name": "Payouts_AlreadyPaid",
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
    "name": "Payouts_ClaimDeadlinePassed",
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
    "name": "Payouts_Incomplete",
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
    "name": "Payouts_InvalidAmount",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Payouts_InvalidDates",
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
    "name": "Payouts_InvalidPayment",
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
    "name": "Payouts_InvalidPosition",
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
    "name": "Payouts_NobodyEnrolled",
    "inputs": []
  },
  {
    "type": "error",
    "name": "Payouts_NotDue",
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
    "name": "Payouts_NotEntitled",
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
    "name": "Payouts_NotFunder",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
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
    "name": "Payouts_NotSurplus",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "asset",
        "type": "address",
        "internalType": "contract IERC20"
      }
    ]
  },
  {
    "type": "error",
    "name": "Payouts_NothingToRefund",
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
    "name": "Payouts_NothingToSweep",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "asset",
        "type": "address",
        "internalType": "contract IERC20"
      }
    ]
  },
  {
    "type": "error",
    "name": "Payouts_PaymentFailed",
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
    "name": "Payouts_Restricted",
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
    "name": "Payouts_TooLittleGas",
    "inputs": [
      {
        "name": "gasLeft",
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
    "name": "Payouts_TooMany",
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
    "name": "Payouts_Underfunded",
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
    "name": "Payouts_UnknownDistribution",
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
    "name": "Payouts_UnknownKind",
    "inputs": [
      {
        "name": "kind",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "Payouts_UnknownPartition",
    "inputs": [
      {
        "name": "partition",
        "type": "bytes32",
        "internalType": "Partition"
      }
    ]
  },
  {
    "type": "error",
    "name": "Payouts_WrongState",
    "inputs": [
      {
        "name": "distributionId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum DistributionState"
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
  },
  {
    "type": "error",
    "name": "Purse_Inexact",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "contract IERC20"
      },
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
    "name": "Purse_NotModule",
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
    "name": "RecordDateSchedule_NoAnswer",
    "inputs": [
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "RecordDateSchedule_NotDue",
    "inputs": [
      {
        "name": "id",
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
    "name": "RecordDateSchedule_NotPlanned",
    "inputs": [
      {
        "name": "id",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ReentrancyGuardReentrantCall",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SafeCastOverflowedUintDowncast",
    "inputs": [
      {
        "name": "bits",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "value",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SafeERC20FailedOperation",
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
    "name": "SecurityToken_AmountTooHigh",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_AuthorizedSupplyExceeded",
    "inputs": [
      {
        "name": "supply",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "authorized",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_CustodianApproved",
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
    "name": "SecurityToken_CustodianBalance",
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
    "name": "SecurityToken_DocumentRequired",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_ExitNotDue",
    "inputs": [
      {
        "name": "custodian",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "exitAt",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_HookRunning",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_Initialized",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_InsufficientEncumbrance",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "encumbered",
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
    "name": "SecurityToken_InsufficientFreeBalance",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "free",
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
    "name": "SecurityToken_InvalidConversion",
    "inputs": [
      {
        "name": "numerator",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "denominator",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidData",
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
    "name": "SecurityToken_InvalidDecimals",
    "inputs": [
      {
        "name": "decimals",
        "type": "uint8",
        "internalType": "uint8"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidGranularity",
    "inputs": [
      {
        "name": "multiple",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidLength",
    "inputs": [
      {
        "name": "length",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "shortest",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "longest",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidModule",
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
    "name": "SecurityToken_InvalidPermit",
    "inputs": [
      {
        "name": "owner",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidRatio",
    "inputs": [
      {
        "name": "numerator",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "denominator",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_InvalidSignature",
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
    "name": "SecurityToken_IssuanceFinished",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_LengthMismatch",
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
    "name": "SecurityToken_LockShortened",
    "inputs": [
      {
        "name": "lockedUntil",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "asked",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_MissingPart",
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
    "name": "SecurityToken_ModuleAttached",
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
    "name": "SecurityToken_ModuleNotAttached",
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
    "name": "SecurityToken_ModuleRefused",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "reason",
        "type": "bytes",
        "internalType": "bytes"
      },
      {
        "name": "from",
        "type": "address",
        "internalType": "address"
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
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_NoEmptySlot",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_NoRegistrar",
    "inputs": [
      {
        "name": "issuer",
        "type": "address",
        "internalType": "contract IIssuingEntity"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_NoSplitPending",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_NonceUsed",
    "inputs": [
      {
        "name": "holder",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_NotAbandoned",
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
    "name": "SecurityToken_NotBarred",
    "inputs": [
      {
        "name": "lost",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_NotCustodian",
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
    "name": "SecurityToken_NotInitialized",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_NotIssuer",
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
    "name": "SecurityToken_NotLost",
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
    "name": "SecurityToken_NotMandated",
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
    "name": "SecurityToken_NotPermitted",
    "inputs": [
      {
        "name": "module",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "permission",
        "type": "uint16",
        "internalType": "uint16"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_NotToken",
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
    "name": "SecurityToken_NothingEncumbered",
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
    "name": "SecurityToken_NothingReceived",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "numerator",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "denominator",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_OtherInvestor",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "other",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_OtherPartition",
    "inputs": [
      {
        "name": "from",
        "type": "bytes32",
        "internalType": "Partition"
      },
      {
        "name": "to",
        "type": "bytes32",
        "internalType": "Partition"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_OtherRelayer",
    "inputs": [
      {
        "name": "relayer",
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
    "name": "SecurityToken_PermitExpired",
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
    "name": "SecurityToken_RecordDateNeeded",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "announcer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_RecordDateNotPassed",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "time",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_RecordDatePast",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "time",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_RecordDateTooFar",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "latest",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SamePartition",
    "inputs": [
      {
        "name": "partition",
        "type": "bytes32",
        "internalType": "Partition"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SelfTransfer",
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
    "name": "SecurityToken_SharesExist",
    "inputs": [
      {
        "name": "supply",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SignatureExpired",
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
    "name": "SecurityToken_SignatureNotValidYet",
    "inputs": [
      {
        "name": "validFrom",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SplitNotWhole",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "numerator",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "denominator",
        "type": "uint32",
        "internalType": "uint32"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SplitUnfinished",
    "inputs": [
      {
        "name": "rest",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SupplyOverflow",
    "inputs": [
      {
        "name": "supply",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SupplyReserved",
    "inputs": [
      {
        "name": "reserved",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_SweepNotAllowed",
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
    "name": "SecurityToken_TooLittleGas",
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
    "name": "SecurityToken_TooManyModules",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_TooManyPartitions",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_TooManyRecordDates",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_TooManySplits",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SecurityToken_TransferRefused",
    "inputs": [
      {
        "name": "restriction",
        "type": "uint8",
        "internalType": "enum Restriction"
      },
      {
        "name": "from",
        "type": "address",
        "internalType": "address"
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
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_UnknownPartition",
    "inputs": [
      {
        "name": "partition",
        "type": "bytes32",
        "internalType": "Partition"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_UnknownRecordDate",
    "inputs": [
      {
        "name": "recordDate",
        "type": "uint40",
        "internalType": "uint40"
      }
    ]
  },
  {
    "type": "error",
    "name": "SecurityToken_UnreadTag",
    "inputs": [
      {
        "name": "tag",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ]
  },
  {
    "type": "error",
    "name": "TokenFactory_UnknownToken",
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
    "name": "UnknownSelector",
    "inputs": [
      {
        "name": "selector",
        "type": "bytes4",
        "internalType": "bytes4"
      }
    ]
  }
] as const;
