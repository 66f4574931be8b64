"""Which gateway serves which port: `config.wiring` binds them, rooms ask by port."""

from typing import Any, Final, TypeVar

Port = TypeVar("Port")
_BOUND: Final[dict[type, Any]] = {}


def bind(port: type[Port], gateway: Port) -> None:
    """Let a gateway serve a port from now on."""
    _BOUND[port] = gateway


def gateway(port: type[Port]) -> Port:
    """The gateway that serves the port.

    Raises:
        KeyError: none is bound; `config.wiring` has not run.
    """
    bound: Port = _BOUND[port]
    return bound
