/** jest's globalTeardown: it runs in the same process as the set-up. */
export default async function globalTeardown() {
  await globalThis.interlockTestServer.stop();
}
