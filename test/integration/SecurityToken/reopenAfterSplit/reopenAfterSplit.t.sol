// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenEvents} from "../../../../src/interfaces/ITokenEvents.sol";
import {ComplianceBase} from "../../../utils/ComplianceBase.sol";
import {OwnerOnlyBase} from "../../../utils/OwnerOnlyBase.sol";
import {RecoveryBase} from "../../../utils/RecoveryBase.sol";
import {SplitBase} from "../../../utils/SplitBase.sol";

contract ReopenAfterSplitTest is OwnerOnlyBase, SplitBase {
    function setUp() public override(ComplianceBase, RecoveryBase) {
        super.setUp();
        _split(1, 3);
    }

    function _guarded() internal view override returns (address, bytes memory) {
        return (address(token), abi.encodeCall(token.reopenAfterSplit, ()));
    }

    function _isDone() internal view override returns (bool pending) {
        (pending,) = token.splitStatus();
        pending = !pending;
    }

    function test_RevertGiven_NoSplitIsPending() external {
        _bring(address(0), ada);
        vm.expectRevert(ITokenEvents.SecurityToken_NoSplitPending.selector);
        _reopen();
    }

    function test_GivenASplitIsPending_ItShouldLetMovesGoOnAndSayWhatIsLeft() external {
        vm.expectEmit(address(token));
        emit ITokenEvents.SplitReopened(1, 100);
        _reopen();
        _assertStatus(false, 100);
        _assertPasses(ada, ben, 1);
    }
}
