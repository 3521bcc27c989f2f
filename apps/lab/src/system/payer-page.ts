/** As far as the payer is concerned. */
interface Shown {
  readonly merchantOrderNo: string;
  readonly nextAction?: unknown;
}

/** The payer opens the page that the order's next action names and presses a button on it. Returns the page after it, or where the payer is sent. */
export async function press(order: Shown, button: 'pay' | 'decline' | 'abandon'): Promise<Response> {
  const { url } = (order.nextAction ?? {}) as { readonly url?: string };
  if (url === undefined) throw new Error(`${order.merchantOrderNo} has no page`);
  const page = await fetch(url);
  const action = new RegExp(`action="([^"]+/${button})"`).exec(await page.text())?.[1];
  if (action === undefined) throw new Error(`the page of ${order.merchantOrderNo} has no ${button}`);
  return fetch(new URL(action, url), { method: 'POST', redirect: 'manual' });
}
