/**
 * Serves `web/dist` in front of a runner that does not serve pages yet, under a policy like the
 * front's. It goes when the runner serves the pages itself.
 */
import { execFileSync } from 'node:child_process';
import { readFile, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const DIST = join(import.meta.dirname, '../../../web/dist');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};

export async function serve(runner: string, secure: boolean): Promise<string> {
  const handler: http.RequestListener = (request, response) => {
    const path = new URL(request.url ?? '/', runner).pathname;
    if (/^\/(api|inbox)/.test(path)) {
      const { host } = new URL(runner);
      const headers = { ...request.headers, host, ...(request.headers.origin && { origin: runner }) };
      const onward = http.request(`${runner}${request.url}`, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
      return;
    }
    const page = path === '/' ? 'index' : path.split('/')[1];
    const file = extname(path) ? path : `${page}.html`;
    const send = (status: number, name: string, body: Buffer) => {
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY });
      response.end(body);
    };
    readFile(join(DIST, file), (error, body) => {
      if (!error) send(200, file, body);
      else readFile(join(DIST, 'not-found.html'), (_, missing) => send(404, '.html', missing ?? Buffer.from('')));
    });
  };
  const server = secure ? https.createServer(certificate(), handler) : http.createServer(handler);
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http${secure ? 's' : ''}://localhost:${(server.address() as AddressInfo).port}`;
}

function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'stopgap-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
  ], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
