"""People and organisations, and the accounts through which they act."""

from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.reading import one, rows
from yunqiao.court.identity import records  # noqa: F401  # Django looks for all models here
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof

__all__ = [
    "Account",
    "AccountManager",
    "ApiToken",
    "IdentityFile",
    "IdentityPaper",
    "IdentityProof",
    "Person",
    "PersonKind",
    "PersonName",
    "Post",
    "Script",
    "StaffRole",
]


class PersonKind(models.TextChoices):
    """Natural person or organisation."""

    NATURAL = "natural"
    ORGANISATION = "organisation"


class Person(models.Model):
    """A natural person or an organisation, whether or not they have an account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=PersonKind, default=PersonKind.NATURAL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "person"

    def __str__(self) -> str:
        return str(self.id)


class Script(models.TextChoices):
    """Which of a person's names this is; no name is required in any one script."""

    CHINESE = "chinese"
    PASSPORT = "passport"
    FORMER = "former"
    OTHER = "other"


class PersonName(models.Model):
    """One of a person's names, exactly as given: no character is filtered out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    script = models.CharField(max_length=10, choices=Script)
    text = models.CharField(max_length=300)
    is_shown = models.BooleanField(default=False)
    """Whether the court's pages call the person by this name."""

    class Meta:
        db_table = "person_name"
        constraints = [
            models.UniqueConstraint(fields=["person", "script", "text"], name="person_name_once"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_shown=True), name="person_name_one_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ContactKind(models.TextChoices):
    """How a person is reached."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"


class PersonContact(models.Model):
    """How a person who has no account can be reached, as they said at a counter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=9, choices=ContactKind)
    value = models.CharField(max_length=500)

    class Meta:
        db_table = "person_contact"

    def __str__(self) -> str:
        return self.value


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str | None = None, **fields: Any) -> "Account":
        """An account without a password: a person signs in by code or passkey."""
        account = self.model(email=self.normalize_email(email) or None, **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person's way in. Signing in is by e-mail code, phone code or passkey; never by password."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    """A mobile number in E.164."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="accounts")
    language = models.CharField(max_length=10, default="zh-hans")
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai")
    keeps_time_zone = models.BooleanField(default=False)
    """Whether the time zone was chosen for good, whatever device the account is used on."""
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        db_table = "account"

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of the posts the account holds at any court today."""
        today = court_date(now())
        return frozenset(post.role for post in rows(Post, _HELD, [self.id, today, today]))

    @property
    def is_filing_clerk(self) -> bool:
        """Whether the account holds the post of a filing clerk at any court today."""
        return StaffRole.FILING_CLERK in self.roles

    @property
    def is_trial_staff(self) -> bool:
        """Whether the account is a judge or a court clerk at any court today."""
        return not self.roles.isdisjoint({StaffRole.JUDGE, StaffRole.COURT_CLERK})

    @property
    def is_finance_staff(self) -> bool:
        """Whether the account is finance staff of any court today."""
        return StaffRole.FINANCE in self.roles

    @property
    def is_administrator(self) -> bool:
        """Whether the account administers any court today."""
        return StaffRole.ADMINISTRATOR in self.roles

    @property
    def is_auditor(self) -> bool:
        """Whether the account audits any court today."""
        return StaffRole.AUDITOR in self.roles

    @property
    def holds_post(self) -> bool:
        """Whether the account belongs to the staff of any court today."""
        return bool(self.roles)

    @cached_property
    def shown_as(self) -> str:
        """What the pages call the account's holder: the name they chose, else their address."""
        shown = one(PersonName, "person_id = %s AND is_shown", [self.person_id])
        return shown.text if shown else str(self)

    def __str__(self) -> str:
        return self.email or self.phone or str(self.id)


class StaffRole(models.TextChoices):
    """What a member of a court's staff is there for (design.md, People and access)."""

    FILING_CLERK = "filing_clerk"
    JUDGE = "judge"
    COURT_CLERK = "court_clerk"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Post(models.Model):
    """A role an account holds at a court, from one court-local date until another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    court = models.ForeignKey("directory.Court", models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=StaffRole)
    since = models.DateField()
    until = models.DateField(null=True)
    division = models.ForeignKey(
        "directory.Division", models.PROTECT, null=True, related_name="posts"
    )

    class Meta:
        db_table = "post"
        constraints = [
            models.UniqueConstraint(fields=["account", "court", "role", "since"], name="post_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.court_id}"


class ApiToken(models.Model):
    """A key for programs that act for an account; only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    """When a program used it last, to within ten minutes."""

    class Meta:
        db_table = "api_token"

    def __str__(self) -> str:
        return self.name


_HELD: Final = "account_id = %s AND since <= %s AND (until IS NULL OR until >= %s)"
