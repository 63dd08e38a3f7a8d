// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {WorkAt} from "../../src/types/Work.sol";
import {HostileSource} from "../mocks/HostileSource.sol";
import {newGateway} from "./Artifacts.sol";
import {GuardedBase} from "./GuardedBase.sol";

/// @notice A gateway that lists nothing yet, and a source of three kinds.
abstract contract GatewayGuarded is GuardedBase {
    AuthorityId internal constant OPERATORS = AuthorityId.wrap(2);
    uint32 internal constant CEILING = 3_500_000;

    IKeeperGateway internal gateway;
    HostileSource internal source;

    function setUp() public virtual override {
        super.setUp();
        gateway = newGateway(issuer);
        source = new HostileSource(3, 10);
        vm.prank(owner);
        issuer.attachContract(address(gateway));
    }

    function _add(HostileSource added) internal {
        vm.prank(owner);
        gateway.addSource(added, CEILING);
    }

    /// @dev An account that may call this function of the gateway and nothing else.
    function _operator(bytes4 selector) internal returns (address operator) {
        operator = makeAddr("operator");
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        vm.startPrank(owner);
        issuer.addAuthority(_one(operator), 1, FAR);
        issuer.setAuthoritySignatures(OPERATORS, address(gateway), selectors, true);
        vm.stopPrank();
    }

    /// @dev Two kinds of the first source.
    function _kinds(uint8 a, uint8 b) internal pure returns (WorkAt[] memory work) {
        work = new WorkAt[](2);
        (work[0], work[1]) = (WorkAt(0, a), WorkAt(0, b));
    }

    function _expectUnknownSource(uint256 place) internal {
        vm.expectRevert(abi.encodeWithSelector(IKeeperGateway.KeeperGateway_UnknownSource.selector, place));
    }
}
