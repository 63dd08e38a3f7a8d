import { audit } from "./event.ts";

// The token's CustodyTransferred moves the positions. What a custodian's modules do shows in its moves.
audit("Custodian:ModuleAttached", "Custodian:ModuleDetached", "Custodian:LeastDepositSet");
