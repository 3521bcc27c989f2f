/**
 * Gateway codes that this twin answers with. SBX codes are the sandbox's own, for conditions whose real code is not public:
 * nobody shall take them for CodePay's.
 */
export const codes = {
  fieldMissing: 'SYS011',
  signature: 'SYS002',
  timestamp: 'SBX003',
  credentials: 'SBX004',
  card: 'SBX005',
  field: 'SBX006',
  notAuthorized: 'E07303',
  orderNoRepeated: 'E04112',
  orderNoUnknown: 'E04111',
  transNoUnknown: 'E04110',
  originalUnknown: 'ET003',
  batchEmpty: 'ET007',
  settled: 'ET008',
  completedAuthorization: 'CF008',
  refundAboveLimit: 'E04126',
  notInState: 'SBX010',
  tooManyRefunds: 'SBX011',
  aboveAuthorized: 'SBX012',
  captured: 'SBX013',
  noAuthorization: 'SBX014',
  tip: 'SBX015',
  cardOnTerminal: 'SBX016',
  terminalOffline: 'SBX017',
} as const;

/** The gateway says no: `code` and `[code]text` are what the caller reads. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly text: string,
  ) {
    super(`[${code}]${text}`);
    this.name = 'Refusal';
  }
}

/** A bad field, named. */
export function badField(name: string, why: string): Refusal {
  return new Refusal(codes.field, `${name}: ${why}`);
}
