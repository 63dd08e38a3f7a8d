// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice What docs/decisions/0018-splits.md says, naively: a split visits every position at once, a fraction is a whole
/// number of parts, and an encumbrance is an exact fraction.
contract SplitModel {
    uint256 public constant HOLDERS = 6;
    /// @dev Of an account: the default partition, another one, and what a custodian keeps of it.
    uint256 public constant PLACES = 3;
    uint256 public constant CUSTODY = 2;

    uint256[PLACES][HOLDERS] public balances;
    /// @dev Parts of the last split's denominator that nobody has learnt of yet.
    uint256[PLACES][HOLDERS] public fractions;
    /// @dev Before the last split that left fractions: held directly, and in custody; zero once brought forward.
    uint256[2][HOLDERS] public old;
    uint256 private _denominator = 1;

    /// @dev Of each epoch: the product of all numerators and of all denominators.
    uint256[] public up;
    uint256[] public down;
    /// @dev In parts of the product of all denominators.
    uint256[HOLDERS] private _encumbered;

    constructor() {
        up.push(1);
        down.push(1);
    }

    /* -------------------------------------------------- answers ---------------------------------------------- */

    function epoch() public view returns (uint256) {
        return up.length - 1;
    }

    /// @dev All that is held in a place, and what the fractions there add up to.
    function total(uint256 place) external view returns (uint256) {
        return _total(place, place + 1);
    }

    function supply() external view returns (uint256) {
        return _total(0, PLACES);
    }

    function rest() external view returns (uint256 sum) {
        for (uint256 i; i < HOLDERS; ++i) {
            sum += old[i][0] + old[i][1];
        }
    }

    function encumbered(uint256 holder) public view returns (uint256) {
        return Math.ceilDiv(_encumbered[holder], down[epoch()]);
    }

    function free(uint256 holder) external view returns (uint256) {
        return Math.saturatingSub(balances[holder][0], encumbered(holder));
    }

    /// @dev Positions that count for an investor: what rounded to zero counts until it is brought forward.
    function positions(uint256 holder) external view returns (uint256 count) {
        if (balances[holder][0] + balances[holder][1] + old[holder][0] != 0) ++count;
        if (balances[holder][CUSTODY] + old[holder][1] != 0) ++count;
    }

    /* --------------------------------------------------- acts ------------------------------------------------ */

    function add(uint256 holder, uint256 place, uint256 amount) external {
        touch(holder, place == CUSTODY);
        balances[holder][place] += amount;
    }

    function take(uint256 holder, uint256 place, uint256 amount) external {
        touch(holder, place == CUSTODY);
        balances[holder][place] -= amount;
    }

    function touch(uint256 holder, bool custody) public {
        old[holder][custody ? 1 : 0] = 0;
        if (custody) fractions[holder][CUSTODY] = 0;
        else (fractions[holder][0], fractions[holder][1]) = (0, 0);
    }

    function encumber(uint256 holder, uint256 amount) external {
        _encumbered[holder] += amount * down[epoch()];
    }

    function release(uint256 holder, uint256 amount, uint256 ofEpoch) external returns (uint256 released) {
        released = encumbered(holder);
        uint256 parts = amount * (up[epoch()] / up[ofEpoch]) * down[ofEpoch];
        _encumbered[holder] -= Math.min(_encumbered[holder], parts);
        released -= encumbered(holder);
    }

    function split(uint256 numerator, uint256 denominator) external {
        (_denominator) = denominator;
        for (uint256 i; i < HOLDERS; ++i) {
            if (denominator != 1) {
                old[i] = [balances[i][0] + balances[i][1], balances[i][CUSTODY]];
            }
            for (uint256 place; place < PLACES; ++place) {
                uint256 product = balances[i][place] * numerator;
                balances[i][place] = product / denominator;
                fractions[i][place] = product % denominator;
            }
            _encumbered[i] *= numerator;
        }
        up.push(up[epoch()] * numerator);
        down.push(down[down.length - 1] * denominator);
    }

    function _total(uint256 from, uint256 to) private view returns (uint256 sum) {
        uint256 parts;
        for (uint256 i; i < HOLDERS; ++i) {
            for (uint256 place = from; place < to; ++place) {
                sum += balances[i][place];
                parts += fractions[i][place];
            }
        }
        sum += parts / _denominator;
    }
}
