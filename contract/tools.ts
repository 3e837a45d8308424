/** MCP tools that the contract promises. */
export const tools = {
  listAppointments: { name: 'list_appointments', readOnly: true, exampleArguments: { limit: 5 } },
  bookAppointment: { name: 'book_appointment', readOnly: false },
} as const;

/** The path of the MCP endpoint on the server itself; the guide's nginx maps /mcp/ to it. */
export const mcpEndpointPath = '/';
export const proxiedMcpPath = '/mcp/';

/** How often an open stream says that it lives, so that nobody on the way ends it: the protocol encourages comments between events. */
export const keepAliveMs = 1000;
