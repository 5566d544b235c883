"""Messages at the real broker, and time that goes by for tasks that are due."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from kombu import Queue

from localoffer.celery import app
from tenants.councils.messages import CLAIM, HEADER
from tenants.councils.models import DueTask
from tenants.councils.tasks import dispatch_due_tasks

QUEUES = ("following", "celery", "mail", "bulk")
A_DAY_AWAY = timedelta(hours=23)


def settle():
    """Give councils their regular tasks, none of them due today, and empty the broker."""
    app.loader.import_default_modules()
    DueTask.objects.all().delete()
    dispatch_due_tasks()
    DueTask.objects.update(due_at=timezone.now() + timedelta(days=1), claimed_until=None)
    take_messages()


def take_messages():
    """Every message that waits, as (schema, task, headers)."""
    messages = []
    with app.connection_for_write() as wire:
        for name in QUEUES:
            queue = Queue(name)(wire.default_channel)  # no consumer: it would take messages and give them back later
            queue.queue_declare()
            while message := queue.get(no_ack=True):
                messages.append((message.headers.get(HEADER), message.headers["task"], message.headers))
    return messages


def deliver(message, **kwargs):
    """Run a message's task here; gives its result."""
    _, task, headers = message
    return app.tasks[task].apply(kwargs=kwargs, headers={name: headers[name] for name in (HEADER, CLAIM)})


def soon():
    """Rows that are due today."""
    return DueTask.objects.filter(due_at__lt=timezone.now() + A_DAY_AWAY)


def end_leases():
    """Let every lease end."""
    DueTask.objects.exclude(claimed_until=None).update(claimed_until=timezone.now() - timedelta(seconds=1))


def forget():
    """Take away what is due today, as if it had run, and begin what is another transaction for who asks."""
    soon().delete()
    connection.run_on_commit.clear()
