/** How a stream begins. */
export const streamAnswer = {
  request: 'POST https://staging.example.org/mcp/',
  status: 200,
  contentType: 'text/event-stream',
  header: () => undefined,
  text: '',
};
