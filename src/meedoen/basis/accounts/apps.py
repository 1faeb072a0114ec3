from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Signing in, one's own account, and the client tokens in one's own name."""

    name = "meedoen.basis.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the outbox how mail about accounts is delivered, and listen to who signs in."""
        from meedoen.basis.accounts import mailing, sign_ins  # noqa: F401  # the first registers itself
        from meedoen.basis.outbox.deliverers import register_deliverer

        register_deliverer(mailing.LINK_MAIL, mailing.LinkDeliverer())
