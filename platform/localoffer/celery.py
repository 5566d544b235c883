"""The Celery app: late acknowledgement, JSON only, and a task base that refuses to run without its council."""

import os
from typing import Any

from celery import Celery

from tenants.councils.messages import with_council

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

FAN_OUT = "tenants.councils.tasks.for_each_live_council"
SWEEP_SECONDS = 15
MAIL_SECONDS = 60
PAGES_SECONDS = 300
HOUR_SECONDS = 60 * 60
DAY_SECONDS = 86_400


class CouncilCelery(Celery):  # type: ignore[misc] # Celery has no type hints
    """Names the sender's council in every message, also where a task is sent by its name."""

    def send_task(self, name: str, *args: Any, **options: Any) -> Any:
        """Send; a message from the public schema names no council, and only a task for `in_public` will take it."""
        return super().send_task(name, *args, **{**options, "headers": with_council(options.get("headers"))})


app = CouncilCelery("localoffer", task_cls="tenants.councils.tasks:CouncilTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_soft_time_limit=600,
    task_time_limit=660,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # A request must not wait for a broker that is down: the sweep finds what it could not hand over.
    broker_transport_options={
        "visibility_timeout": 1800,
        "socket_connect_timeout": 1,
        "socket_timeout": 2,
        "max_retries": 0,
        "interval_start": 0,
    },
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1},
    beat_schedule={
        "follow-tables": {
            "task": FAN_OUT,
            "schedule": SWEEP_SECONDS,
            "args": ["search.index.tasks.sweep", SWEEP_SECONDS],
            "options": {"expires": SWEEP_SECONDS},
        },
        "send-waiting-mail": {
            "task": FAN_OUT,
            "schedule": MAIL_SECONDS,
            "args": ["tenants.mail.tasks.sweep_mail", MAIL_SECONDS],
            "options": {"expires": MAIL_SECONDS},
        },
        "keep-pages-in-time": {
            "task": FAN_OUT,
            "schedule": PAGES_SECONDS,
            "args": ["cms.pages.tasks.keep_pages_in_time", PAGES_SECONDS],
            "options": {"expires": PAGES_SECONDS},
        },
        "mend-drift": {
            "task": FAN_OUT,
            "schedule": HOUR_SECONDS,
            "args": ["search.index.tasks.mend_drift", HOUR_SECONDS],
            "options": {"expires": HOUR_SECONDS},
        },
        "forget-old-searches": {
            "task": FAN_OUT,
            "schedule": DAY_SECONDS,
            "args": ["search.analytics.tasks.purge_old_searches", DAY_SECONDS],
            "options": {"expires": DAY_SECONDS},
        },
    },
)
app.set_default()  # other threads would otherwise get an app of no settings
app.autodiscover_tasks()
