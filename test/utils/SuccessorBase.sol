// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DistributionBase} from "./DistributionBase.sol";
import {Recovery} from "./Recovery.sol";

/// @notice Alice has two more accounts, which may take the place of the first.
abstract contract SuccessorBase is DistributionBase, Recovery {
    address internal immutable successor = makeAddr("successor");
    address internal immutable lastSuccessor = makeAddr("lastSuccessor");

    function setUp() public virtual override {
        super.setUp();
        _bind(successor);
        _bind(lastSuccessor);
    }

    /// @dev Binds an account to Alice, or enables it again.
    function _bind(address account) internal {
        vm.prank(owner);
        registrar.registerAccounts(_idOf(alice), _one(account));
    }

    function _restrict(address accountOfAlice) internal {
        vm.prank(owner);
        registrar.restrictAccounts(_idOf(alice), _one(accountOfAlice));
    }

    /// @dev The registrar bars the lost account, the token names its successor and moves what it holds.
    function _lose(address account, address successor) internal {
        _restrict(account);
        _succeed(token, account, successor);
    }
}
