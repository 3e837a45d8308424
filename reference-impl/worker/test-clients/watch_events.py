"""Enables task events, calls a task, and prints all events until one of each awaited type was seen."""
import json
import sys

from celery import Celery

app = Celery('watcher', broker=sys.argv[1], backend='rpc://')
awaited = {'worker-heartbeat', 'task-received', 'task-started', 'task-succeeded', 'task-failed'}
seen = []


def on_event(event):
    seen.append(event)
    awaited.discard(event['type'])
    if not awaited:
        receiver.should_stop = True


def switch(command):
    return app.control.broadcast(command, reply=True, timeout=10, limit=1)


with app.connection() as connection:
    receiver = app.events.Receiver(connection, handlers={'*': on_event})
    consumer = receiver.itercapture(limit=None, timeout=20, wakeup=False)
    next(consumer)
    replies = [switch('enable_events'), switch('enable_events')]
    app.send_task('medcor.echo', ('seen',))
    app.send_task('medcor.echo', ())
    for _ in consumer:
        pass
    replies.append(switch('disable_events'))

json.dump({'replies': replies, 'events': seen}, sys.stdout)
