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


class CouncilCelery(Celery):
    """Names the sender's council in every message, also where a task is sent by its name."""

    def send_task(self, name: str, *args: Any, **options: Any) -> Any:
        """Send; a message from the public schema names no council, and only a task for `in_public` will take it."""
        return super().send_task(name, *args, **{**options, "headers": with_council(options.get("headers"))})


def for_each_council(task: str, *, every: int) -> dict[str, Any]:
    """Beat's entry of a task for each live council, `every` so many seconds; a late copy gives way to the next."""
    return {"task": FAN_OUT, "schedule": every, "args": [task, every], "options": {"expires": every}}


app = CouncilCelery("localoffer", task_cls="tenants.councils.tasks:CouncilTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    # Large files and other people's web servers have workers of their own: nobody's publishing waits behind them.
    task_routes={
        "providers.uploads.tasks.work_on_uploads": {"queue": "bulk"},
        "providers.links.tasks.*": {"queue": "bulk"},
        "tenants.exports.tasks.make_export": {"queue": "bulk"},
    },
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
        "follow-tables": for_each_council("search.index.tasks.sweep", every=SWEEP_SECONDS),
        "send-waiting-mail": for_each_council("tenants.mail.tasks.sweep_mail", every=MAIL_SECONDS),
        "go-on-with-uploads": for_each_council("providers.uploads.tasks.sweep_uploads", every=MAIL_SECONDS),
        "forget-old-uploads": for_each_council("providers.uploads.tasks.purge_old_uploads", every=DAY_SECONDS),
        "go-on-with-exports": for_each_council("tenants.exports.tasks.sweep_exports", every=MAIL_SECONDS),
        "forget-old-exports": for_each_council("tenants.exports.tasks.purge_exports", every=HOUR_SECONDS),
        "keep-pages-in-time": for_each_council("cms.pages.tasks.keep_pages_in_time", every=PAGES_SECONDS),
        "keep-listings-true": for_each_council("providers.assurance.tasks.keep_listings_true", every=HOUR_SECONDS),
        "mend-drift": for_each_council("search.index.tasks.mend_drift", every=HOUR_SECONDS),
        "forget-old-sign-ins": for_each_council("tenants.accounts.tasks.purge_sign_ins", every=DAY_SECONDS),
        "forget-old-claims": for_each_council("providers.people.tasks.purge_claims", every=DAY_SECONDS),
        "purge-files": for_each_council("providers.listings.tasks.purge_files", every=DAY_SECONDS),
        "seal-audit": for_each_council("tenants.audit.tasks.seal_audit", every=MAIL_SECONDS),
        "purge-audit": for_each_council("tenants.audit.tasks.purge_audit", every=DAY_SECONDS),
        "check-links": for_each_council("providers.links.tasks.check_links", every=6 * HOUR_SECONDS),
        "forget-old-searches": for_each_council("search.analytics.tasks.purge_old_searches", every=DAY_SECONDS),
    },
)
app.set_default()  # other threads would otherwise get an app of no settings
app.autodiscover_tasks()
