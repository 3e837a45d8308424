import type { Answer } from '../api/parts.ts';

/** What Django 5.2 answers where nothing is while DEBUG is on, in its words (django/views/templates/technical_404.html). */
export const djangoDebugPage = (path: string): Answer => ({
  contentType: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html>
<html lang="en">
<head><title>Page not found at ${path}</title></head>
<body>
  <header id="summary"><h1>Page not found <small>(404)</small></h1></header>
  <main id="info">
    <p>Using the URLconf defined in <code>medcor.urls</code>,
      Django tried these URL patterns, in this order:</p>
    <ol><li><code>admin/</code></li><li><code>api/health/</code></li><li><code>api/appointments/</code></li></ol>
  </main>
  <footer id="explanation">
    <p>
      You’re seeing this error because you have <code>DEBUG = True</code> in
      your Django settings file. Change that to <code>False</code>, and Django
      will display a standard 404 page.
    </p>
  </footer>
</body>
</html>
`,
});
