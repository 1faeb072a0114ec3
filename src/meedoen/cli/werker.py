"""The worker beside the web server: `python -m meedoen.cli.werker`, until it is told to stop."""

from meedoen.cli.database import start_django


def work() -> None:
    """Take jobs from the queue, one after another; what is being done is finished first."""
    start_django()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("The queue is not Django's.")
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=1)


if __name__ == "__main__":
    work()
