// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../src/interfaces/ITokenEvents.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {EnforcementBase} from "./EnforcementBase.sol";

/// @notice Ada has a third account; her first one is lost to her.
abstract contract RecoveryBase is EnforcementBase {
    address internal adaThird = makeAddr("ada, third account");

    function setUp() public virtual override {
        super.setUp();
        vm.prank(owner);
        registrar.registerAccounts(adaId, _one(adaThird));
        _issue(ada, 100);
    }

    /// @dev Barred by the registrar, then recovered.
    function _lose(address lost, address successor) internal {
        _restrictAccount(adaId, lost);
        _recover(lost, successor);
    }

    /// @dev Lost, and freed again by a registrar who thinks better of it.
    function _loseForEver(address lost, address successor) internal {
        _lose(lost, successor);
        _freeAccount(adaId, lost);
    }

    function _expectOtherInvestor(address account, address other) internal {
        vm.expectRevert(abi.encodeWithSelector(ITokenEvents.SecurityToken_OtherInvestor.selector, account, other));
    }

    function _expectLost(address from, address to, uint256 amount) internal {
        vm.expectRevert(_refusal(Restriction.AccountLost, from, to, amount));
    }
}
