"""Calls tasks the way a Django process does and prints what came back, one entry for each call."""
import json
import sys
import time
from datetime import datetime, timedelta, timezone

from celery import Celery, chain

app = Celery('caller', broker=sys.argv[1], backend='rpc://')


def outcome(result):
    try:
        return {'value': result.get(timeout=20)}
    except Exception as error:
        return {
            'raised': f'{type(error).__module__}.{type(error).__name__}',
            'message': error.args[0] if error.args else None,
            'traceback': result.traceback,
            'status': result.status,
        }


def call(name, *args, options={}, **kwargs):
    return outcome(app.send_task(name, args, kwargs, **options))


def call_with_countdown(seconds):
    due = time.time() + seconds
    result = call('medcor.echo', 'later', options={'countdown': seconds})
    return {**result, 'early': time.time() < due}


def two_in_a_row():
    first = app.signature('medcor.echo', ('first',))
    both = chain(first, app.signature('celery.accumulate', ('second',)))
    return outcome(both.apply_async())


def with_link():
    callback = app.signature('celery.accumulate', ('linked',), task_id='the-callback')
    callback.set(reply_to=app.thread_oid)
    app.send_task('medcor.echo', ('done',), link=[callback])
    return outcome(app.AsyncResult('the-callback'))


def without_reply():
    result = app.send_task('medcor.echo', ('unheard',), ignore_result=True)
    call('medcor.echo', 'heard')
    return {'status': result.status}


soon = datetime.now(timezone.utc) + timedelta(seconds=0.2)
json.dump({
    'echo': call('medcor.echo', {'name': 'Ayşe 🩺', 'items': [1, None, True]}),
    'echo by name': call('medcor.echo', value='named'),
    'numbers': repr(call('medcor.echo', [1.0, 2**70])['value']),
    'accumulate': call('celery.accumulate', 'a', 'b'),
    'accumulate with index': call('celery.accumulate', 'nonce', index=0),
    'index out of range': call('celery.accumulate', 'a', index=5),
    'index is no number': call('celery.accumulate', 'a', index='x'),
    'too many arguments': call('medcor.echo', 1, 2),
    'no argument': call('medcor.echo'),
    'unknown keyword': call('medcor.echo', 1, colour='red'),
    'not registered': call('medcor.unheard_of'),
    'expired while held': call('medcor.echo', 'late', options={'countdown': 0.6, 'expires': soon}),
    'countdown': call_with_countdown(0.5),
    'priority and headers': call('medcor.echo', 'first', options={'priority': 9, 'headers': {'x-custom': 'v'}}),
    'compressed': call('medcor.echo', 'x' * 5000, options={'compression': 'zlib'}),
    'chain': two_in_a_row(),
    'link': with_link(),
    'ignored result': without_reply(),
}, sys.stdout)
