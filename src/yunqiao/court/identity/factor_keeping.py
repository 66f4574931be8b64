"""How allauth keeps second factors: encrypted, under the court's name, with our sentences."""

import base64

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.identity.models import Account


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Secrets are encrypted with a key that is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This is not right. Take the code that is shown now; each one can be used once."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The text as it stands in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Under whose name an authenticator app lists the account."""
        return "Yunqiao 云桥"

    def get_totp_label(self, user: Account) -> str:
        """Under which name, beside it."""
        return str(user)

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's
        """What a passkey is called whose holder gave it no name."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, str | bytes]:
        """How a passkey names its holder on their device."""
        return {
            "id": user_pk_to_url_str(user).encode(),
            "display_name": str(user),
            "name": str(user),
        }

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()


def _cipher() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"yunqiao second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.FACTOR_KEY.encode())))
