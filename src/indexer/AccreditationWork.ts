import { audit } from "./event.ts";

// Whom keeper networks find changes nobody's holding.
audit("AccreditationWork:InvestorFiled");

// What was sent there by mistake is nobody's holding.
audit("AccreditationWork:ForeignItemRecovered", "AccreditationWork:ForeignTokensRecovered");
