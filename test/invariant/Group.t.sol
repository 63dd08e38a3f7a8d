// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IIssuingEntity} from "../../src/interfaces/IIssuingEntity.sol";
import {ISecurityToken} from "../../src/interfaces/ISecurityToken.sol";
import {InvestorId, InvestorKey, NOBODY, Rating, investorKey} from "../../src/types/Identity.sol";
import {Restriction} from "../../src/types/Restriction.sol";
import {Twin} from "../fuzz/reference/Twin.sol";
import {Test} from "forge-std/Test.sol";

/// @notice I13 to I22, I58, I83, I84 and I88 to I90 of README.md: two issuers, four tokens, two registrars, custodians and modules, each act
/// done to the contracts and to the reference of their rules.
contract GroupInvariants is Test {
    Twin private twin;

    function setUp() external {
        twin = new Twin();
        targetContract(address(twin));
    }

    /// @dev Every act is judged as it is done; all figures are compared after every sixth.
    function invariant_AllPropertiesHold() external {
        if (twin.steps() % 6 != 0) return;
        vm.warp(twin.time());
        twin.checkBalances();
        twin.checkStates();
        twin.checkNeighbours();
        twin.checkCopies();
        twin.checkKeptStandings();
        twin.checkCounts();
        twin.checkLocks();
        _checkI16CountsAddUp();
        _checkI18EachTokenAppliesTheSameRules();
        _checkI19NobodyElseIsKeptOrCounted();
        _checkI21RecordDatesAreInOrder();
    }

    function afterInvariant() external {
        vm.warp(twin.time());
        twin.checkBalances();
        twin.checkStates();
        twin.checkNeighbours();
        twin.checkCopies();
        twin.checkKeptStandings();
        twin.checkCounts();
        twin.checkLocks();
        for (uint256 i; i < twin.dateCount(); ++i) {
            twin.checkDate(i);
            _checkI22PositionsAddUpAt(twin.dates()[i]);
        }
    }

    /// @dev From the views alone: every lane is the sum over countries, and the total holds all ratings and those whose
    /// rating has lapsed.
    function _checkI16CountsAddUp() private view {
        InvestorKey[] memory keys = twin.allKeys();
        for (uint256 i; i < 2; ++i) {
            IIssuingEntity issuer = twin.issuers(i);
            (uint32[8] memory counts,) = issuer.investorCounts();
            for (uint256 lane; lane < 8; ++lane) {
                uint32 sum;
                for (uint256 c; c < 3; ++c) {
                    (,, uint32[8] memory ofCountry,) = issuer.countryRule(twin.countries(c));
                    sum += ofCountry[lane];
                }
                assertEq(sum, counts[lane], "I16: countries add up");
            }
            assertEq(_lapsed(issuer, keys) + _sumOfRatings(counts), counts[0], "I16: ratings add up");
        }
    }

    function _sumOfRatings(uint32[8] memory counts) private pure returns (uint32 sum) {
        for (uint256 rating = 1; rating < 8; ++rating) {
            sum += counts[rating];
        }
    }

    function _lapsed(IIssuingEntity issuer, InvestorKey[] memory keys) private view returns (uint32 count) {
        for (uint256 i; i < keys.length; ++i) {
            (uint32 positions,, Rating rating,) = issuer.investorState(keys[i]);
            if (positions != 0 && Rating.unwrap(rating) == 0) ++count;
        }
    }

    /// @dev What the treasury may send to whom is the same in all tokens that are not paused themselves. Not of accounts
    /// that two registrars know: each token goes by the one that bound them there, while that is accepted.
    function _checkI18EachTokenAppliesTheSameRules() private view {
        address[] memory accounts = twin.accounts();
        address treasury = address(twin.issuers(0));
        for (uint256 i; i < accounts.length; ++i) {
            if (_isKnownTwice(accounts[i])) continue;
            uint8 first = _ruling(twin.tokens(0), treasury, accounts[i]);
            uint8 second = _ruling(twin.tokens(1), treasury, accounts[i]);
            _requireSame(first, second);
            if (!twin.lateTokenAdded()) continue;
            uint8 late = _ruling(twin.tokens(3), treasury, accounts[i]);
            _requireSame(first, late);
            _requireSame(second, late);
        }
    }

    function _isKnownTwice(address account) private view returns (bool) {
        InvestorId first = twin.registrars(0).investorFor(account);
        InvestorId second = twin.registrars(1).investorFor(account);
        return first != NOBODY && second != NOBODY;
    }

    /// @dev The verdict without what is the token's own: its pause, split, balances, modules.
    function _ruling(ISecurityToken token, address treasury, address account) private view returns (uint8 code) {
        code = token.detectTransferRestriction(treasury, account, type(uint96).max);
        if (code == uint8(Restriction.InsufficientBalance)) return 0;
    }

    function _requireSame(uint8 a, uint8 b) private pure {
        if (_isTokensOwn(a) || _isTokensOwn(b)) return;
        assertEq(a, b, "I18: tokens apply different rules");
    }

    function _isTokensOwn(uint8 code) private pure returns (bool) {
        return code == uint8(Restriction.TokenRestricted) || code == uint8(Restriction.SplitPending);
    }

    function _checkI19NobodyElseIsKeptOrCounted() private view {
        for (uint256 t; t < 3; ++t) {
            ISecurityToken token = twin.tokens(t);
            assertEq(token.balanceOf(twin.stranger()) + token.balanceOf(address(token)), 0, "I19: unknown");
            for (uint256 c; c < 2; ++c) {
                address custodian = twin.custodians(c);
                uint256 kept = token.custodyBalanceOf(custodian, address(token.issuer()));
                kept += token.custodyBalanceOf(custodian, twin.custodians(c ^ 1));
                assertEq(kept, 0, "I19: a custodian keeps for the treasury or another custodian");
            }
        }
        for (uint256 i; i < 2; ++i) {
            for (uint8 r; r < 2; ++r) {
                (uint32 positions,,,) = twin.issuers(i).investorState(investorKey(r, NOBODY));
                assertEq(positions, 0, "I19: nobody is counted");
            }
        }
    }

    function _checkI21RecordDatesAreInOrder() private view {
        for (uint256 t; t < 3; ++t) {
            uint40[] memory list = twin.tokens(t).recordDates();
            uint256 ahead;
            for (uint256 i; i < list.length; ++i) {
                if (i != 0) assertGt(list[i], list[i - 1], "I21: in order of time, each once");
                if (list[i] >= twin.time()) ++ahead;
                assertTrue(_isAnnounced(list[i]), "I21: a date that nobody announced");
            }
            assertLe(ahead, 16, "I21: at most 16 ahead");
            assertEq(list.length, _distinctDates(), "I21: an announced date was lost");
        }
    }

    function _isAnnounced(uint40 date) private view returns (bool) {
        uint40[] memory announced = twin.dates();
        for (uint256 i; i < announced.length; ++i) {
            if (announced[i] == date) return true;
        }
        return false;
    }

    function _distinctDates() private view returns (uint256 count) {
        uint40[] memory announced = twin.dates();
        for (uint256 i; i < announced.length; ++i) {
            uint256 j;
            while (announced[j] != announced[i]) ++j;
            if (i == j) ++count;
        }
    }

    /// @dev From the views alone, whatever the reference says.
    function _checkI22PositionsAddUpAt(uint40 date) private view {
        if (date >= twin.time()) return;
        address[] memory accounts = twin.accounts();
        for (uint256 t; t < 3; ++t) {
            ISecurityToken token = twin.tokens(t);
            uint256 sum = token.balanceOfAt(address(token.issuer()), date);
            for (uint256 i; i < accounts.length; ++i) {
                sum += token.balanceOfAt(accounts[i], date);
            }
            for (uint256 c; c < 2; ++c) {
                uint256 kept;
                for (uint256 i; i < accounts.length; ++i) {
                    kept += token.custodyBalanceOfAt(twin.custodians(c), accounts[i], date);
                }
                assertEq(kept, token.balanceOfAt(twin.custodians(c), date), "I22: custody at a record date");
                sum += kept;
            }
            assertEq(sum, token.totalSupplyAt(date), "I22: positions add up at a record date");
        }
    }
}
