"""What the bank's statements do wrong on demand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from secrets import token_hex

from yunqiao.sandbox.bank.account import Transfer
from yunqiao.sandbox.faults import Faults


class Kind(StrEnum):
    """What goes wrong with every entry of a statement, or with the whole."""

    LOST = "lost"  # the last entry is not there
    TWICE = "twice"  # the last entry is there two times
    EARLY = "early"  # what is pending is shown as booked
    TURNED = "turned"  # what left is shown as if it came
    UNMARKED = "unmarked"  # a reversal is not said to be one
    LUMPED = "lumped"  # of a batch only the sum is shown
    GARBLED = "garbled"  # the text loses its last sign
    OTHER_SUM = "other_sum"  # one minor unit too much
    RENUMBERED = "renumbered"  # the bank's reference is another in every statement
    OTHER_ACCOUNT = "other_account"  # the statement is of another account
    OTHER_BALANCE = "other_balance"  # it closes with another balance


def has(faults: Faults[Kind], kind: Kind) -> bool:
    """Whether this goes wrong now."""
    return any(fault.kind is kind for fault in faults.every)


def shown(transfers: Sequence[Transfer], faults: Faults[Kind]) -> Sequence[Transfer]:
    """The transfers as the statement shows them."""
    found = list(transfers)
    for kind, wrong in _WRONG.items():
        if has(faults, kind):
            found = [wrong(transfer) for transfer in found]
    if has(faults, Kind.LOST):
        found = found[:-1]
    if has(faults, Kind.TWICE):
        found += found[-1:]
    return _lumped(found) if has(faults, Kind.LUMPED) else found


def _lumped(transfers: Sequence[Transfer]) -> Sequence[Transfer]:
    found: list[Transfer] = []
    for transfer in transfers:
        if transfer.batch and found and found[-1].batch == transfer.batch:
            found[-1] = replace(found[-1], minor=found[-1].minor + transfer.minor)
        else:
            found.append(transfer)
    return found


_WRONG: Mapping[Kind, Callable[[Transfer], Transfer]] = {
    Kind.EARLY: lambda one: replace(one, is_pending=False),
    Kind.TURNED: lambda one: replace(one, is_reversal=False, is_outgoing=False),
    Kind.UNMARKED: lambda one: replace(
        one, is_reversal=False, is_outgoing=one.is_outgoing or one.is_reversal
    ),
    Kind.GARBLED: lambda one: replace(one, text=one.text[:-1]),
    Kind.OTHER_SUM: lambda one: replace(one, minor=one.minor + 1),
    Kind.RENUMBERED: lambda one: replace(one, bank_id=token_hex(8)),
}
