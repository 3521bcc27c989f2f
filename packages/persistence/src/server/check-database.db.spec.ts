import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { checkDatabase } from './check-database.js';

const PASSWORD = 'a-password-nobody-may-read';
let database: TestDatabase;

/** A server in the role of a host that is not what the URL promises. */
async function listen(onConnection: (server: Server) => void): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  onConnection(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** Speaks just enough of https://www.postgresql.org/docs/current/protocol-message-formats.html to give one row of texts to any query. */
function answerAsPostgres(socket: Socket, row: readonly string[]): void {
  const message = (type: string, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(type), int(4, body.length + 4), body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const names = ['version', 'may_create', 'read_only'].map((name) =>
    Buffer.concat([Buffer.from(`${name}\0`), int(4, 0), int(2, 0), int(4, 25), int(2, 0), int(4, 0), int(2, 0)]),
  );
  const values = row.map((text) => Buffer.concat([int(4, text.length), Buffer.from(text)]));
  const result = [message('T', int(2, 3), ...names), message('D', int(2, 3), ...values), message('C', Buffer.from('SELECT 1\0')), ready];
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', int(4, 0)), ready]));
    socket.on('data', (chunk: Buffer) => chunk[0] === 0x51 && socket.write(Buffer.concat(result)));
  });
}

/** A server that trusts whoever comes by name, and knows no such name: its words are German, as a server's may be. */
function refuseAsPostgres(socket: Socket, role: string): void {
  const fields = ['SFATAL', 'VFATAL', 'C28000', `MRolle »${role}« existiert nicht`, 'Fmiscinit.c', 'RInitializeSessionUserId'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), int(4, body.length + 4), body])));
}

function int(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
}

async function complaint(url: string): Promise<string> {
  return checkDatabase(url).then(
    () => 'none',
    (error: unknown) => String(error),
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('checkDatabase', () => {
  it('is content with a database of its own', async () => {
    await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  });

  it('names a port at which nothing listens', async () => {
    const { port, close } = await listen(() => undefined);
    close();
    expect(await complaint(`postgres://u:${PASSWORD}@127.0.0.1:${String(port)}/x`)).toMatch(
      new RegExp(`^DatabaseUnusable: DATABASE_URL: nothing listens at 127.0.0.1:${String(port)}`),
    );
  });

  it('names a host that nobody knows', async () => {
    expect(await complaint(`postgres://u:${PASSWORD}@no-such-host.invalid/x`)).toMatch(
      /the host of no-such-host.invalid:5432 is not known/,
    );
  });

  it('says that the password is wrong without showing it', async () => {
    const text = await complaint(changed((url) => (url.password = PASSWORD)));
    expect(text).toMatch(/refuses the user ".+" with this password/);
    expect(text).not.toContain(PASSWORD);
  });

  it('says that a password is missing', async () => {
    expect(await complaint(changed((url) => (url.password = '')))).toMatch(/asks for a password/);
  });

  it('names a database that is not there', async () => {
    expect(await complaint(changed((url) => (url.pathname = '/not_there')))).toMatch(/has no database "not_there"/);
  });

  it('says that something else listens there', async () => {
    const { port, close } = await listen((server) => server.on('connection', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await complaint(`postgres://u:${PASSWORD}@127.0.0.1:${String(port)}/x`)).toMatch(/does not speak as PostgreSQL does/);
    close();
  });

  it.each([
    ['PostgreSQL 14', ['140011', 't', 'off'], /is PostgreSQL 14; 15 or newer is needed/],
    ['a standby', ['160004', 't', 'on'], /is read-only/],
  ])('refuses %s', async (_, row, reason) => {
    const { port, close } = await listen((server) => server.on('connection', (socket) => answerAsPostgres(socket, row)));
    expect(await complaint(`postgres://u:${PASSWORD}@127.0.0.1:${String(port)}/x`)).toMatch(reason);
    close();
  });

  it.each(['a role without login', 'a role that is not there, where no password is asked for'])(
    'says that it has no such user: %s',
    async (which) => {
      const role = `sleeper_${String(process.pid)}`;
      const here = which === 'a role without login';
      if (here) await database.pool.query(`create role ${role} nologin password '${PASSWORD}'`);
      const unknown = await listen((server) => server.on('connection', (socket) => refuseAsPostgres(socket, role)));
      const url = here
        ? changed((to) => Object.assign(to, { username: role, password: PASSWORD }))
        : `postgres://${role}@127.0.0.1:${String(unknown.port)}/x`;
      expect(await complaint(url)).toMatch(new RegExp(`has no user "${role}" who may log in`));
      if (here) await database.pool.query(`drop role ${role}`);
      unknown.close();
    },
  );

  it('says that the user may create nothing', async () => {
    const role = `reader_${String(process.pid)}`;
    await database.pool.query(`create role ${role} login password '${PASSWORD}'`);
    const url = changed((to) => Object.assign(to, { username: role, password: PASSWORD }));
    expect(await complaint(url)).toMatch(/may not create tables/);
    await database.pool.query(`drop role ${role}`);
  });

  it.each(['no url', 'http://localhost/x', 'postgres://localhost'])('says how a URL is written instead of "%s"', async (url) => {
    expect(await complaint(url)).toMatch(/postgres:\/\/user:password@host:5432\/database/);
  });
});
