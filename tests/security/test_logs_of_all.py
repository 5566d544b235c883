"""Marked needs, postcodes, addresses and tokens go through every kind of answer and failure; then every line of every
process is read: proxy, gunicorn, Django, Celery and PostgreSQL."""

import http.client
import json
import os
import signal

import pytest
from celery import Celery
from django.db import connection
from redis import Redis

from tests.security.marked import ADDRESS, HEADERS, NEED, PATHS, POSTCODE, QUERY, TOKEN, found_in
from tests.security.proxy import running_proxy
from tests.security.stack import running_stack

pytestmark = pytest.mark.django_db(transaction=True)
SINKS = {"proxy", "web", "worker", "tables"}
FAULTS = {"": None, "error": 500, "statement": 500, "row": 500, "exit": 502}
FORM = f"email={ADDRESS}&login={ADDRESS}&password={TOKEN}&words={QUERY}&q={NEED}"
UNREAD = [
    f"GET /search/{NEED} {POSTCODE}\r\n\r\n",
    f"GET /?{QUERY} HTTP/1.1\r\nHost: alpha.localhost\r\nX {NEED}: {POSTCODE}\r\n\r\n",
    f"GET /?{QUERY} HTTP/9.9\r\nHost: alpha.localhost\r\n\r\n",
    f"POST /?{QUERY} HTTP/1.1\r\nHost: alpha.localhost\r\nContent-Length: {NEED}\r\n\r\n",
]
TASKS = {
    "unknown task": ("no.such.task", [], {"words": NEED}),
    "wrong arguments": ("search.shortlist.tasks.mail_list", [ADDRESS], {"words": f"{NEED} {POSTCODE}"}),
    "no mail server": ("search.shortlist.tasks.mail_list", [], {"address": ADDRESS, "ids": []}),
    "cannot be read": ("tenants.mail.tasks.send_mail", [f"{NEED} {POSTCODE}"], {}),
    "no council": ("search.shortlist.tasks.mail_list", [ADDRESS, NEED], {"schema": False}),
}


def ask(port, method, path, *, host="alpha.localhost", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body=body, headers={"Host": host, **HEADERS, **form, **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def send_unread(port, request):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    connection.sock.sendall(request.encode())
    connection.sock.recv(65536)
    connection.close()


def send_tasks(broker):
    app = Celery(set_as_current=False)  # the platform's own stays the one that every other test sends by
    with app.connection_for_write(broker) as line:  # Celery takes the environment's broker before an app's own
        for name, args, given in TASKS.values():
            kwargs = {key: value for key, value in given.items() if key != "schema"}
            headers = {"_schema_name": "alpha"} if given.get("schema", True) else {}
            app.send_task(name, args, kwargs, headers=headers, connection=line)


def wait_for(read, enough):
    for _ in range(300):
        if enough(read()):
            return
        signal.sigtimedwait([], 0.2)
    pytest.fail(f"It never came: {read()[-20:]}")


def send_everything(stack, port):
    """Give how many requests got which answer."""
    codes = {}
    for fault, path in ((fault, path) for fault in FAULTS for path in PATHS.values()):
        headers = {"X-Fault": fault} if fault else {}
        for method in ("GET", "POST") if fault != "exit" else ("GET",):
            code = ask(port, method, path, body=FORM if method == "POST" else None, **headers)
            codes.setdefault(fault, set()).add(code)
            if fault == "exit":
                break
    ask(port, "POST", "/accounts/login/", host="nobody.example", body=FORM)
    for request in UNREAD:
        send_unread(port, request)
        send_unread(stack.web, request)
    return codes


@pytest.fixture
def everything(councils, tmp_path):
    """Each sink's lines after everything was sent, and the answers' codes."""
    broker = f"{os.environ['CELERY_BROKER_URL'].rpartition('/')[0]}/120"
    with Redis.from_url(broker) as redis:
        redis.flushdb()
    with running_stack(tmp_path, CELERY_BROKER_URL=broker) as stack:
        (tmp_path / "proxy").mkdir()
        with running_proxy(tmp_path / "proxy", stack.web, trusted="127.0.0.1", patience=60) as proxy:
            codes = send_everything(stack, proxy.http)
            send_tasks(broker)
            tried = ("unregistered task", "TypeError", "list_not_mailed", "UnknownCouncil")
            wait_for(lambda: stack.logs["worker"], lambda lines: all(any(t in each for each in lines) for t in tried))
    return codes, {**stack.logs, "proxy": proxy.lines, "tables": list(rows_of_all_tables())}


def rows_of_all_tables():
    """Every row that is kept of the council or of all, with its table's name: the audit trail and figures are among
    them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('alpha', 'public')")
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{schema}"."{table}" t')
            yield from (f"{schema}.{table} {row}" for (row,) in cursor.fetchall())


def test_no_sink_holds_a_mark(everything):
    codes, sinks = everything
    assert set(sinks) >= SINKS
    assert codes[""] >= {200, 302, 404}
    assert all(500 in codes[fault] for fault in ("error", "statement", "row"))
    assert 502 in codes["exit"]
    assert {name: found_in(lines) for name, lines in sinks.items()} == {name: [] for name in sinks}
    web = "\n".join(sinks["web"])
    for said in (
        "request_finished",
        "request_failed",
        "search.failover",
        "InvalidTextRepresentation",
        "sqlstate=22P02",
    ):
        assert said in web
    unread = [line for line in sinks["web"] if "Invalid request" in line]
    assert unread
    assert all(json.loads(line) for line in unread)
