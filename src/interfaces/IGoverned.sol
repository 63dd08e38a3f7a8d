// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "./IIssuingEntity.sol";

/// @title Governed
/// @notice A contract whose guarded functions need the authorities of one issuer.
interface IGoverned {
    /// @notice The issuer whose authorities govern this contract.
    function issuer() external view returns (IIssuingEntity);
}
