// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What an authority of a registrar may do in a country.
/// Register: register, renew, restrict, bind accounts. Supervise: suspend. Attest: state claims on permitted topics.
enum Duty {
    Register,
    Supervise,
    Attest
}
