// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A payment token that makes a call of its own while it moves, and remembers what came of it.
contract CallingToken is ERC20("Calling", "CALL") {
    address private _target;
    bytes private _data;
    uint256 public calls;
    bool public succeeded;
    bytes public answer;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function prepare(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function allow(address spender) external {
        _approve(address(this), spender, type(uint256).max);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (_target == address(0) || from == address(0)) return;
        ++calls;
        (succeeded, answer) = _target.call(_data);
    }
}

/// @notice Says of balances what it is told to say.
contract LyingToken is ERC20("Lying", "LIE") {
    enum Lie {
        None,
        Nothing,
        Plenty,
        Reverts,
        TakesAllGas,
        Bomb
    }

    Lie public lie;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setLie(Lie lie_) external {
        lie = lie_;
    }

    function balanceOf(address account) public view override returns (uint256) {
        if (lie == Lie.Nothing) return 0;
        if (lie == Lie.Plenty) return type(uint256).max - 1;
        assert(lie != Lie.Reverts);
        if (lie == Lie.TakesAllGas) _takeAllGas();
        if (lie == Lie.Bomb) _bomb(super.balanceOf(account));
        return super.balanceOf(account);
    }

    function trueBalanceOf(address account) external view returns (uint256) {
        return super.balanceOf(account);
    }

    function _takeAllGas() private pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @dev The truth, with much behind it.
    function _bomb(uint256 truth) private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, truth)
            return(start, 20000)
        }
    }
}

/// @notice Can be paused and can block accounts, as currencies of supervised issuers can.
contract BlockingToken is ERC20("Blocking", "BLOCK") {
    error BlockingToken_Paused();
    error BlockingToken_Blocked(address account);

    bool public paused;
    mapping(address account => bool) public blocked;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setPaused(bool paused_) external {
        paused = paused_;
    }

    function setBlocked(address account, bool blocked_) external {
        blocked[account] = blocked_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (paused) revert BlockingToken_Paused();
        if (blocked[from]) revert BlockingToken_Blocked(from);
        if (blocked[to]) revert BlockingToken_Blocked(to);
        super._update(from, to, amount);
    }
}

/// @notice Balances are a percentage of what was minted and moved, and can be seized.
contract RebasingToken is ERC20("Rebasing", "BASE") {
    uint256 private _percent = 100;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setPercent(uint256 percent) external {
        _percent = percent;
    }

    function seize(address from, uint256 amount) external {
        _burn(from, amount);
    }

    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) * _percent / 100;
    }

    /// @dev Amounts are those that balances show. Rounded so that exact multiples of percent move exactly.
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, (amount * 100 + _percent - 1) / _percent);
    }
}

/// @notice A second address for the balances of a token.
contract SecondName {
    RebasingToken private immutable _token;

    constructor(RebasingToken token) {
        _token = token;
    }

    function balanceOf(address account) external view returns (uint256) {
        return _token.balanceOf(account);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _token.seize(msg.sender, amount);
        _token.mint(to, amount);
        return true;
    }
}
