"""The Celery app: late acknowledgement, JSON only, and a task base that refuses to run without its council."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.local")

FAN_OUT = "tenants.councils.tasks.for_each_live_council"
SWEEP_SECONDS = 30
NOTICE_SECONDS = 60

app = Celery("localoffer", task_cls="tenants.councils.tasks:CouncilTask")
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
    broker_transport_options={"visibility_timeout": 1800, "socket_connect_timeout": 1, "socket_timeout": 5},
    # A request must not wait for a broker that is down: the sweep finds what it could not hand over.
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1},
    beat_schedule={
        "follow-tables": {
            "task": FAN_OUT,
            "schedule": SWEEP_SECONDS,
            "args": ["search.index.tasks.sweep", SWEEP_SECONDS],
            "options": {"expires": SWEEP_SECONDS},
        },
        "send-waiting-notices": {
            "task": FAN_OUT,
            "schedule": NOTICE_SECONDS,
            "args": ["providers.review.tasks.sweep_notices", NOTICE_SECONDS],
            "options": {"expires": NOTICE_SECONDS},
        },
    },
)
app.autodiscover_tasks()
