from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Signing in, one's own account, and the client tokens in one's own name."""

    name = "meedoen.basis.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to who signs in."""
        from meedoen.basis.accounts import sign_ins  # noqa: F401  # it listens when it is loaded
