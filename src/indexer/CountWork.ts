import { audit } from "./event.ts";

// Whom keeper networks find changes nobody's holding.
audit("CountWork:InvestorEnrolled", "CountWork:InvestorStruck");

// What was sent there by mistake is nobody's holding.
audit("CountWork:ForeignItemRecovered", "CountWork:ForeignTokensRecovered");
