import { audit } from "./event.ts";

// Whom keeper networks find changes nobody's holding.
audit("AccreditationWork:InvestorFiled");
