import { audit } from "./event.ts";

// The token's CustodyTransferred moves the positions; here it is told on whose instruction.
audit("Custodian:BeneficialOwnershipTransferred", "Custodian:TokensSent");

// What a custodian's modules do shows in its moves.
audit("Custodian:ModuleAttached", "Custodian:ModuleDetached", "Custodian:LeastDepositSet");
