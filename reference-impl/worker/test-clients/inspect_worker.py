"""Asks a worker everything that `celery inspect` can ask and prints the replies by question."""
import json
import sys

from celery import Celery

app = Celery('inspector', broker=sys.argv[1], backend='rpc://')
def inspect_with(**options):
    return app.control.inspect(timeout=10, limit=1, **options)


def unanswered(**options):
    return app.control.inspect(timeout=0.5, **options).ping()


def after_many_messages():
    # The worker's clock follows ours, and goes into the headers of its reply as a number that fills more than a byte.
    app.control.mailbox.clock.adjust(150)
    return inspect_with().ping()


inspect = inspect_with()
app.send_task('medcor.echo', ('counted',)).get(timeout=10)

json.dump({
    'ping': inspect.ping(),
    'registered': inspect.registered(),
    'registered with builtins': inspect._request('registered', builtins=True),
    'registered with fields': inspect.registered('acks_late', 'rate_limit'),
    'active': inspect.active(),
    'reserved': inspect.reserved(),
    'scheduled': inspect.scheduled(),
    'revoked': inspect.revoked(),
    'stats': inspect.stats(),
    'active_queues': inspect.active_queues(),
    'clock': inspect.clock(),
    'conf': inspect.conf(),
    'query_task': inspect.query_task('no-such-id'),
    'hello': inspect.hello('somebody@else', {}),
    'unknown': inspect._request('no_such_command'),
    'query_task without ids': inspect._request('query_task'),
    'to somebody else': unanswered(destination=['other@test']),
    'to this node': inspect_with(destination=['w1@test']).ping(),
    'by a matching pattern': inspect_with(pattern='w?@*', matcher='glob').ping(),
    'by another pattern': unanswered(pattern='x*', matcher='glob'),
    'at an hour beyond 127': after_many_messages(),
    'by a regular expression': inspect_with(pattern='w[0-9]', matcher='pcre').ping(),
}, sys.stdout)
