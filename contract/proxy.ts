/** A terabyte: a body that no program of ours has a use for. It is announced and never sent. */
export const bodyBeyondReasonBytes = 1024 ** 4;

/** How long nginx gives the MCP server for the next piece of an answer (proxy_read_timeout of the guide); by itself it gives 60 s. */
export const proxyReadTimeoutMs = 120_000;
