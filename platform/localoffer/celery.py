"""The Celery app: late acknowledgement, JSON only, and a task base that refuses to run without its council."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from tenants.councils.messages import with_council

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

DISPATCH_SECONDS = 5
INDEXES_SECONDS = 15
MOST_LATE_SECONDS = 60


@setup_logging.connect
def _log_as_django_does(**_: Any) -> None:
    """Keep Celery from writing lines of its own, with arguments and results in them."""
    from django.conf import settings

    dictConfig(settings.LOGGING)


class CouncilCelery(Celery):
    """Names the sender's council in every message, also where a task is sent by its name."""

    def send_task(self, name: str, *args: Any, **options: Any) -> Any:
        """Send; a message from the public schema names no council, and only a task for `in_public` will take it."""
        return super().send_task(name, *args, **{**options, "headers": with_council(options.get("headers"))})


def beat_entry(task: str, *, every: int) -> dict[str, Any]:
    """Beat's entry of a task about all councils, `every` so many seconds.

    A late copy does no harm: it is dropped after a minute, so that none pile up while no worker runs.
    """
    return {"task": task, "schedule": every, "options": {"expires": max(every, MOST_LATE_SECONDS)}}


app = CouncilCelery("localoffer", task_cls="tenants.councils.tasks:CouncilTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # Large files and other people's servers have workers of their own: nobody's publishing waits behind them. What an
    # approval brings (the index's following, mails) waits behind no sweep. `infra/docs/operations.md` says who works on
    # which queue, and a test holds the compose file and the demo to it.
    task_routes={
        "search.index.tasks.follow_table": {"queue": "following"},
        "tenants.mail.tasks.*": {"queue": "mail"},
        "search.shortlist.tasks.mail_list": {"queue": "mail"},
        "providers.uploads.tasks.work_on_uploads": {"queue": "bulk"},
        "providers.links.tasks.*": {"queue": "bulk"},
        "search.reading.tasks.*": {"queue": "bulk"},
        "tenants.exports.tasks.make_export": {"queue": "bulk"},
        "cms.editions.tasks.make_edition": {"queue": "bulk"},
    },
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_soft_time_limit=600,
    task_time_limit=660,
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
    # A request must not wait for a broker that is down: the sweep finds what it could not hand over.
    broker_transport_options={
        "queue_order_strategy": "priority",  # a worker of several queues takes the first first
        "visibility_timeout": 1800,
        "socket_connect_timeout": 1,
        "socket_timeout": 2,
        "max_retries": 0,
        "interval_start": 0,
    },
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1},
    # What a council needs is said beside its tasks (`every`) and by whoever leaves work undone (infra/decisions/0014).
    beat_scheduler="localoffer.beat:LivingScheduler",
    beat_schedule={
        "dispatch-due-tasks": beat_entry("tenants.councils.tasks.dispatch_due_tasks", every=DISPATCH_SECONDS),
        "find-missing-indexes": beat_entry("search.index.tasks.find_missing_indexes", every=INDEXES_SECONDS),
    },
)
app.set_default()  # other threads would otherwise get an app of no settings
app.autodiscover_tasks()
