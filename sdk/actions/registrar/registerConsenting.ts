import { type Address, encodeFunctionData, type Hex } from "viem";
import { kycRegistrarAbi } from "../../../abis/KYCRegistrar.ts";
import type { Call } from "../../types.ts";
import type { Registration } from "./register.ts";

export type Consent = {
  /** last second (Unix time) at which the account may be bound */
  deadline: number;
  /** of the account over `consentTypedData` */
  signature: Hex;
};

export type RegisterConsentingInvestorParameters = {
  registrar: Address;
  registration: Registration;
  /** one for each account, in the same order */
  consents: readonly Consent[];
};

/**
 * Registers an investor whose accounts have signed that they want it. Members of the authority sign this call
 * (`typedDataOf`); the investor, or anyone, submits it with `executeCall`.
 */
export const registerConsentingInvestor = ({
  registrar,
  registration,
  consents,
}: RegisterConsentingInvestorParameters): Call => ({
  to: registrar,
  value: 0n,
  data: encodeFunctionData({
    abi: kycRegistrarAbi,
    functionName: "registerConsentingInvestor",
    args: [registration, consents],
  }),
  description: `Register investor ${registration.id} with ${registration.accounts.length} consenting accounts`,
});
