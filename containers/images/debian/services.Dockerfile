# RabbitMQ, PostgreSQL, Redis and nginx of one Debian release: one image, a command for each.
ARG BASE
FROM ${BASE}
COPY start-service /usr/local/bin/start-service
ENTRYPOINT ["/usr/local/bin/start-service"]
