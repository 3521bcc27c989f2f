import './register-source.mjs';

/** jest's globalSetup: one server and one template for all spec files of the run; the workers inherit the two variables. */
export default async function globalSetup() {
  const { ensureTemplate } = await import('./template.ts');
  const { startTestServer } = await import('./test-server.ts');
  const server = await startTestServer();
  globalThis.interlockTestServer = server;
  process.env.INTERLOCK_TEST_DATABASE_URL = server.url;
  process.env.INTERLOCK_TEST_TEMPLATE = await ensureTemplate(server.url);
}
