// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What docs/decisions/0016-encumbrances.md says of one position, share by share: slow, and written without the
/// token's arithmetic.
contract EncumbranceModel {
    uint256 public constant MODULES = 3;

    uint256 public held;
    uint256 public frozen;
    uint256 public frozenTaken;
    uint256[MODULES] public amounts;
    uint256[MODULES] public taken;
    bool[MODULES] public attached;

    constructor() {
        attached = [true, true, true];
    }

    /* -------------------------------------------------- answers ----------------------------------------------- */

    function encumbered() public view returns (uint256 sum) {
        for (uint256 i; i < MODULES; ++i) {
            if (attached[i]) sum += amounts[i];
        }
    }

    function free() public view returns (uint256) {
        return _beyond(held, encumbered() + frozen);
    }

    function addable() public view returns (uint256) {
        return _beyond(held, encumbered());
    }

    /* --------------------------------------------------- acts ------------------------------------------------- */

    function receive_(uint256 amount) external {
        held += amount;
    }

    function send(uint256 amount) external {
        held -= amount;
    }

    function encumber(uint256 module, uint256 amount) external {
        amounts[module] += amount;
    }

    function release(uint256 module, uint256 amount) external returns (uint256 released) {
        for (uint256 i; i < amount; ++i) {
            if (taken[module] != 0) {
                --taken[module];
            } else if (amounts[module] != 0) {
                --amounts[module];
                ++released;
            }
        }
    }

    function freeze(uint256 amount) external {
        (frozen, frozenTaken) = (amount, 0);
    }

    function attach(uint256 module, bool attached_) external {
        attached[module] = attached_;
    }

    /// @dev Each share comes out of what a layer leaves free, while there is any; then out of the layer.
    function forceOut(uint256 amount) external {
        for (uint256 i; i < amount; ++i) {
            if (encumbered() >= held) _takeFromLowest();
            if (frozen >= held) (frozen, frozenTaken) = (frozen - 1, frozenTaken + 1);
            --held;
        }
    }

    /// @dev Each share brings one back of what was taken last.
    function forceIn(uint256 amount) external {
        for (uint256 i; i < amount; ++i) {
            _returnToHighest();
            if (frozenTaken != 0) (frozen, frozenTaken) = (frozen + 1, frozenTaken - 1);
            ++held;
        }
    }

    /// @dev Another position's shares and all that is kept of them are added to this one's.
    function merge(EncumbranceModel other) external {
        held += other.held();
        frozen += other.frozen();
        frozenTaken += other.frozenTaken();
        for (uint256 i; i < MODULES; ++i) {
            amounts[i] += other.amounts(i);
            taken[i] += other.taken(i);
        }
    }

    /* ------------------------------------------------- internal ----------------------------------------------- */

    function _takeFromLowest() private {
        for (uint256 i; i < MODULES; ++i) {
            if (!attached[i] || amounts[i] == 0) continue;
            (amounts[i], taken[i]) = (amounts[i] - 1, taken[i] + 1);
            return;
        }
    }

    function _returnToHighest() private {
        for (uint256 i = MODULES; i > 0;) {
            if (taken[--i] == 0) continue;
            (amounts[i], taken[i]) = (amounts[i] + 1, taken[i] - 1);
            return;
        }
    }

    function _beyond(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a - b : 0;
    }
}
