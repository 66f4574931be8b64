"""The courts' bank accounts: one TOML file each, beside the firms' (gateways.payment.accounts)."""

import tomllib
from pathlib import Path

from yunqiao.gateways.bank.port import BankAccount
from yunqiao.gateways.payment.accounts import file_of


class BankAccountsFolder:
    """Reads `FOLDER/<court code>/bank.toml`, else `FOLDER/all/bank.toml`; an empty one is none."""

    def __init__(self, folder: Path) -> None:
        """The folder need not be there yet."""
        self._folder = folder

    def of(self, court: str) -> BankAccount | None:
        """The account of a court (see the port).

        Raises:
            ValueError: the file lacks something, or has something else.
        """
        path = file_of(self._folder, court, "bank")
        try:
            told = tomllib.loads(path.read_text("utf-8"))
            return BankAccount(**told) if told else None
        except FileNotFoundError:
            return None
        except TypeError as error:
            raise ValueError(f"{path} is no bank account: {error}") from None
