// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IDistributionModule} from "../../src/interfaces/IDistributionModule.sol";
import {IKeeperGateway} from "../../src/interfaces/IKeeperGateway.sol";
import {ILockupModule} from "../../src/interfaces/ILockupModule.sol";
import {AuthorityId} from "../../src/types/Authority.sol";
import {WorkKind} from "../../src/types/Work.sol";
import {newDistribution, newGateway, newLockup} from "./Artifacts.sol";
import {GuardedBase} from "./GuardedBase.sol";

/// @notice A gateway that serves nothing yet, and the modules that it may serve.
abstract contract GatewayGuarded is GuardedBase {
    AuthorityId internal constant OPERATORS = AuthorityId.wrap(2);

    IKeeperGateway internal gateway;
    ILockupModule internal lockup;
    IDistributionModule internal distribution;

    function setUp() public virtual override {
        super.setUp();
        gateway = newGateway(issuer);
        lockup = newLockup(token);
        distribution = newDistribution(token);
        vm.startPrank(owner);
        issuer.attachContract(address(gateway));
        issuer.attachModule(address(token), address(lockup));
        issuer.attachModule(address(token), address(distribution));
        vm.stopPrank();
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

    function _kinds(WorkKind a, WorkKind b) internal pure returns (WorkKind[] memory kinds) {
        kinds = new WorkKind[](2);
        (kinds[0], kinds[1]) = (a, b);
    }
}
