// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev A wallet whose answer its owner can spoil in several ways.
contract ERC1271Wallet is IERC1271 {
    enum Mood {
        Honest,
        Revoked,
        Reentering,
        Burning,
        WrongMagic,
        DirtyMagic,
        ShortAnswer,
        Bomb
    }

    address private immutable _owner;
    Mood private _mood;
    address private _reentered;
    bytes private _reentrance;

    constructor(address owner) {
        _owner = owner;
    }

    function setMood(Mood mood) external {
        _mood = mood;
    }

    function reenter(address target, bytes calldata data) external {
        (_mood, _reentered, _reentrance) = (Mood.Reentering, target, data);
    }

    function execute(address target, bytes calldata data) external returns (bytes memory result) {
        bool success;
        (success, result) = target.call(data);
        require(success, "execute failed");
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (_mood == Mood.Revoked) return bytes4(0);
        if (_mood == Mood.WrongMagic) return 0xffffffff;
        if (_mood == Mood.Reentering) _reenterOrFail();
        if (_mood == Mood.Burning) _burn();
        if (_mood == Mood.DirtyMagic) _answer(uint256(bytes32(IERC1271.isValidSignature.selector)) | 1, 32);
        if (_mood == Mood.ShortAnswer) _answer(uint256(bytes32(IERC1271.isValidSignature.selector)), 4);
        if (_mood == Mood.Bomb) _answer(type(uint256).max, 100_000);
        return ECDSA.recover(hash, signature) == _owner ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    /// @dev A static call is all that is possible here; what it tries to change must fail.
    function _reenterOrFail() private view {
        (bool success,) = _reentered.staticcall(_reentrance);
        require(success, "reentrance failed");
    }

    function _burn() private pure {
        assembly {
            invalid()
        }
    }

    function _answer(uint256 word, uint256 size) private pure {
        assembly {
            mstore(0, word)
            return(0, size)
        }
    }
}
