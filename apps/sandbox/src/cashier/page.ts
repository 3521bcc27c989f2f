import type { CashierView } from '../core/twin.js';

/** Amounts of the page's currency in its usual digits, from minor units. */
function amountText({ amount, currency }: CashierView): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 0;
  const digits = amount.toString().padStart(exponent + 1, '0');
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return format.format(decimal as Intl.StringNumericLiteral);
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0).toString()};`);
}

/** The whole page. Buttons are plain forms that post to `{action}/{pay|decline|abandon}`, so that it works without scripts. */
export function cashierPage(path: string, view: CashierView): string {
  const buttons = view.open
    ? [
        ['pay', 'Pay'],
        ['decline', 'Decline'],
        ['abandon', 'Abandon'],
      ]
        .map(
          ([action, label]) =>
            `<form method="post" action="${escaped(`${path}/${action ?? ''}`)}"><button name="${action ?? ''}">${label ?? ''}</button></form>`,
        )
        .join('\n')
    : '<p>Nothing is left to do here.</p>';
  const back = view.returnUrl === undefined ? '' : `<p><a id="return" href="${escaped(view.returnUrl)}">Return to the merchant</a></p>`;
  return page(
    view.title,
    `<h1>${escaped(view.title)}</h1>
<p id="amount">${escaped(amountText(view))}</p>
<p>State: <strong id="state">${escaped(view.state)}</strong></p>
${buttons}
${view.open ? '' : back}`,
  );
}

export function cashierError(message: string): string {
  return page('Cashier', `<h1>Cashier</h1>\n<p id="error">${escaped(message)}</p>`);
}

/** Every page of the sandbox. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · sandbox cashier</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem }
#amount { font-size: 2rem; margin: 0 }
form { display: inline-block; margin-right: .5rem }
button { font: inherit; padding: .5rem 1.25rem }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
