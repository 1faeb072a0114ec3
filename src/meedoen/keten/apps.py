from django.apps import AppConfig


class KetenConfig(AppConfig):
    """The chain: connections, notifications, and what the parties said."""

    name = "meedoen.keten"
    label = "keten"

    def ready(self) -> None:
        """Let the outbox know who delivers to the parties."""
        from meedoen.basis.outbox.deliverers import register_deliverer
        from meedoen.keten.brp import channel as brp
        from meedoen.keten.duo import asking, report_kinds  # noqa: F401  # questions and reports register themselves
        from meedoen.keten.duo.channel import CHANNEL, DuoDeliverer

        register_deliverer(CHANNEL, DuoDeliverer())
        register_deliverer(brp.CHANNEL, brp.BrpDeliverer())
