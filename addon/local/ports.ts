/** Ports of this machine. */
import { createServer } from 'node:net';

/** The port of an environment variable, or the usual one; 0 is any free one. */
export function askedPort(name: string, usual: number): number {
  const asked = process.env[name];
  const port = Number(asked || usual);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : usual;
}

/** The wanted port if nobody listens there, else any free one. */
export async function freePort(wanted: number): Promise<number> {
  return (wanted !== 0 && (await tryPort(wanted))) || (await tryPort(0)) || 0;
}

/** Listens for an instant at the one address that is used here: the port it got, null where it is taken. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
