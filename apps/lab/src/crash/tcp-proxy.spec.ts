import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';
import { TcpProxy } from './tcp-proxy.js';

/** Answers each line with the line itself in capitals. */
let server: Server;
let received: string;
let proxy: TcpProxy;
let client: Socket;
let heard: string;

beforeEach(async () => {
  received = '';
  server = createServer((socket) => {
    socket.on('data', (chunk) => {
      received += chunk.toString();
      socket.write(chunk.toString().toUpperCase());
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await TcpProxy.listen((server.address() as AddressInfo).port);
  client = await reconnect();
});

afterEach(async () => {
  client.destroy();
  await proxy.close();
  server.close();
});

async function reconnect(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const hears = (text: string) => eventually(`hears ${text}`, () => heard === text);

describe('a network that stalls', () => {
  it('holds a request and what comes after it, and delivers both in order', async () => {
    const hold = proxy.holdRequest('two');
    client.write('one ');
    await hears('ONE ');
    expect(hold.caught).toBe(false);
    client.write('two ');
    await eventually('held', () => hold.caught);
    client.write('three');
    await hold.release();
    await hears('ONE TWO THREE');
  });

  it('holds the reply to a request that arrives', async () => {
    const hold = proxy.holdReplyTo('one');
    client.write('one');
    await eventually('arrives', () => received === 'one');
    expect(heard).toBe('');
    await hold.release();
    await hears('ONE');
  });

  it('sees a text that comes in two pieces, and holds no other connection', async () => {
    const hold = proxy.holdReply('TWO');
    client.write('one t');
    await hears('ONE T');
    client.write('wo');
    await eventually('held', () => hold.caught);
    expect(heard).toBe('ONE T');
    client.destroy();
    client = await reconnect();
    client.write('two');
    await hears('TWO');
  });

  it('delivers what is held after its sender is gone', async () => {
    const hold = proxy.holdRequest('one');
    client.write('one');
    await eventually('held', () => hold.caught);
    hold.cutSender();
    await once(client, 'close');
    expect(received).toBe('');
    await hold.release();
    expect(received).toBe('one');
  });

  it('loses what is held when the connection is cut', async () => {
    const hold = proxy.holdRequest('one');
    client.write('one');
    await eventually('held', () => hold.caught);
    hold.cut();
    await once(client, 'close');
    await hold.release();
    expect(received).toBe('');
  });
});
