/** nginx in the foreground around some server blocks. All paths are relative: they lie in the folder that it is started with. */
export const wholeConfiguration = (serverBlocks: string, asRoot = process.getuid?.() === 0): string => `daemon off;
worker_processes 2;
pid nginx.pid;
error_log stderr warn;
${asRoot ? '# Started by root, whose folder no other user may write to.\nuser root;\n' : ''}
events {
    worker_connections 512;
}

http {
    access_log access.log;
    client_body_temp_path client-body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server_tokens off;

${serverBlocks.replaceAll(/^(?=.)/gm, '    ')}}
`;
