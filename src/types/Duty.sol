// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What an authority of a registrar may do in a country.
/// Register: register, renew, restrict, bind accounts that consent. Supervise: suspend. Attest: state claims on permitted
/// topics. Import: bind accounts without their consent too; it comes with Register, and goes with it.
enum Duty {
    Register,
    Supervise,
    Attest,
    Import
}
