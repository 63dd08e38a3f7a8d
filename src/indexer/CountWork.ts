import { audit } from "./event.ts";

// Whom keeper networks find changes nobody's holding.
audit("CountWork:InvestorEnrolled", "CountWork:InvestorStruck");
