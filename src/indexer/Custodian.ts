import { audit } from "./event.ts";

// The token's CustodyTransferred moves the positions; here it is told on whose instruction.
audit("Custodian:BeneficialOwnershipTransferred", "Custodian:TokensSent");
