import { z } from 'zod';

const text = z.string().min(1).max(64);
const keyText = z.string().min(1).max(8192);
const currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code');

const upayTerminal = z.strictObject({
  terminalSn: z.string().min(1).max(32),
  terminalKey: keyText,
  currency,
  /** Terminals of one merchant see each other's orders; a terminal without one is a merchant of its own. */
  merchant: text.optional(),
  /** Bound by activation; a check-in from another device is refused. Absent: the first check-in binds it. */
  deviceId: text.optional(),
  /** The partner must be enabled for revoke (Upay Web API, Revoke); off when absent. */
  revoke: z.boolean().optional(),
  /** A disabled terminal answers `UPAY_TERMINAL_STATUS_ABNORMAL`. */
  disabled: z.boolean().optional(),
  /** Digits as in Upay's payway table; absent: 1, 3, 17, 19 and 20. */
  payways: z.array(z.string().regex(/^[0-9]{1,4}$/)).optional(),
  /** Notifies cancels and refunds too; off when absent. */
  notifyReversals: z.boolean().optional(),
  /** `rsa` as Shouqianba's China signs: by a key of the platform, whose public half the control door tells; MD5 when absent. */
  notificationSignature: z.enum(['md5', 'rsa']).optional(),
  /** ISO 8601. Absent: the seeded key does not age. */
  keyIssuedAt: z.iso.datetime({ offset: true }).optional(),
  /** A key lives 48 hours when absent; 0: for ever. */
  keyMaxAgeHours: z.int().min(0).optional(),
  /** Answers a refused request by HTTP 400 or 500 as its envelope says, which some deployments do; 200 when absent. */
  httpStatusOfEnvelope: z.boolean().optional(),
});

const upayVendor = z.strictObject({
  vendorSn: z.string().min(1).max(32),
  vendorKey: keyText,
  appId: text,
  currency,
  merchant: text.optional(),
  /** Activation codes: `uses` 1 and no expiry unless said otherwise; `expiresAt` is ISO 8601. */
  codes: z.array(z.strictObject({ code: text, uses: z.int().min(1).optional(), expiresAt: z.iso.datetime({ offset: true }).optional() })),
});

/** What differs between processors, portals and versions of CodePay, and no document settles: tests switch it. */
export const codepayProfile = z.strictObject({
  /** On the wire `data` is a JSON text, as integrators recorded it; `object` as the document prints it. */
  dataAs: z.enum(['text', 'object']).default('text'),
  /** Some processors answer `D0005` to a refund, or to a part, of a card payment that no batch has closed yet. */
  unsettledRefunds: z.enum(['taken', 'whole_only', 'refused']).default('taken'),
  /** What a query says of an authorization that was captured; one integrator saw 4. */
  capturedStatus: z.union([z.literal(2), z.literal(4)]).default(2),
  /** The document says 10 on one page and 50 on another. */
  maxRefunds: z.int().min(1).max(50).default(10),
  /** Takes the document's own samples, which leave out `expires` and `api_version`. */
  lenient: z.boolean().default(false),
  /** Takes a card as a plain object, as the document's sample shows it. */
  plainCards: z.boolean().default(false),
  /** Terminals that are switched off: an order waits for them, or is refused where the caller wants that. */
  offlineTerminals: z.array(text).default([]),
  /** Methods and calls that the portal has not enabled: answered `E07303`. */
  disabled: z.array(text).default([]),
});
export type CodepayProfile = z.output<typeof codepayProfile>;

const codepayApp = z.strictObject({
  appId: text,
  merchantNo: text,
  /** SPKI, base64 of the DER. */
  appPublicKey: keyText,
  /** PKCS#8, base64 of the DER. */
  gatewayPrivateKey: keyText,
  /** Serial numbers of the terminals bound to the app. */
  terminals: z.array(text),
  currency,
  /** For callers with `sign_type` NONE; absent: the app signs by RSA2 only. */
  basicAuth: z.strictObject({ username: text, password: keyText }).optional(),
  /** Terminals by store number; absent: all of them stand in one store, whatever number it is called by. */
  stores: z.record(text, z.array(text)).optional(),
  /** Absent members have their defaults; the control door changes them while it runs. */
  profile: codepayProfile.optional(),
});

const walletClient = z.strictObject({
  clientId: text,
  merchantPublicKey: keyText,
  walletPrivateKey: keyText,
  keyVersion: z.string().regex(/^[0-9]{1,9}$/, 'digits'),
  /** The merchant's older key while a rotation is under way: its signatures are still taken. */
  previousKey: z.strictObject({ keyVersion: z.string().regex(/^[0-9]{1,9}$/, 'digits'), merchantPublicKey: keyText }).optional(),
  /** How the wallet writes its signatures; percent-encoded when absent. It reads every form. */
  signatureEncoding: z.enum(['percent', 'plain']).optional(),
  /** Stands before `/v1/…` in what is signed, where a gateway strips or adds a part of the path; the path as called when absent. */
  signedPathPrefix: z.string().max(256).optional(),
  /** Besides the payments of the cashier page. */
  notifies: z.array(z.enum(['agreement', 'refund', 'void'])).optional(),
  /** A disabled client is answered `INVALID_CLIENT_STATUS`. */
  disabled: z.boolean().optional(),
  /** Payers who have agreed already; others agree on the contract page. */
  agreements: z.array(z.strictObject({ accessToken: z.string().min(1).max(256), expiresAt: z.iso.datetime({ offset: true }).optional() })),
});

/** Who may call the sandbox, by provider: the JSON file named by `INTERLOCK_SANDBOX_ACCOUNTS`, or `seedAccounts` of `startSandbox`. */
export const sandboxAccounts = z.strictObject({
  upay: z.array(upayTerminal),
  /** Who may activate Upay terminals; most set-ups need none. */
  upayVendors: z.array(upayVendor).optional(),
  codepay: z.array(codepayApp),
  wallet: z.array(walletClient),
});

export type SandboxAccounts = z.input<typeof sandboxAccounts>;
export type UpayTerminalAccount = z.input<typeof upayTerminal>;
export type UpayVendorAccount = z.input<typeof upayVendor>;
export type CodepayAccount = z.input<typeof codepayApp>;
export type WalletAccount = z.input<typeof walletClient>;
