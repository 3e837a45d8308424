/** Names under which a program may always be called: those of this machine. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** The names in a variable such as ALLOWED_HOSTS, separated by commas; none where it is absent. */
export const namesIn = (variable: string | undefined): string[] => (variable ?? '').split(',').filter(Boolean);
