"""A Django with the health check of the guide, on a free port of loopback, which it writes. How it is set is said by the environment."""

import json
import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path


def health(request):
    answer = JsonResponse({"status": "healthy", **json.loads(os.environ.get("BESIDE", "{}"))})
    for name, value in json.loads(os.environ.get("HEADERS", "{}")).items():
        answer[name] = value
    return answer


urlpatterns = [path("api/health/", health)]

settings.configure(
    DEBUG=os.environ.get("DEBUG") == "yes",
    ALLOWED_HOSTS=os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(","),
    ROOT_URLCONF=__name__,
    SECRET_KEY="of no use to anybody",
    # As `startproject` writes it: CommonMiddleware is what looks at the host.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass


server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Silent)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
