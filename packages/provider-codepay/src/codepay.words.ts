import { lookUp } from './codepay.mapping.js';

/** Words of CodePay's own that are sent or only shown. */

/** `pay_scenario` of our terminal scenarios. Source: Open API, Create Order; developer site, PayScenario. */
export const payScenarios = {
  card: 'SWIPE_CARD',
  /** The terminal scans the payer's code. */
  scan_payer: 'BSCANQR_PAY',
  /** The payer scans the terminal's code. */
  show_qr: 'SCANQR_PAY',
} as const satisfies Record<'card' | 'scan_payer' | 'show_qr', string>;

/** `card_type`, of a terminal order and (`word`, of an SDK sample) of a card that is sent. Source: developer site, CardType; SDK. */
export const cardTypes = {
  debit: { number: 1, word: 'DEBIT' },
  credit: { number: 2, word: 'CREDIT' },
  ebt: { number: 3, word: undefined },
  gift: { number: 4, word: undefined },
} as const satisfies Record<string, { readonly number: number; readonly word: string | undefined }>;

/** `receipt_print_mode`. Source: developer site. */
export const receiptPrintModes = { none: 0, merchant: 1, customer: 2, both: 3 } as const;

export type Rail = 'card' | 'qr' | 'online';

/** What a shown `pay_scenario` runs on: that decides which call can cancel it. Source: Open API; developer site and SDK, PayScenario. */
const scenarioRails = {
  SWIPE_CARD: 'card',
  BSCANQR_PAY: 'qr',
  SCANQR_PAY: 'qr',
  WEB_PAY: 'online',
  WAP_PAY: 'online',
  INAPP_PAY: 'online',
  MINI_PROGRAM_PAY: 'online',
  ENTRYCODE_PAY: 'online',
  AUTO_DEBIT_PAY: 'online',
  OTPCODE_PAY: 'online',
} as const satisfies Record<string, Rail>;

export const railOf = (payScenario: string): Rail | undefined => lookUp<Rail>(scenarioRails, payScenario);

/** Brands by `pay_method_id`; other text is passed on as it is, since brands of the platform add their own. Source: developer site, PayMethod. */
const payMethods = {
  Visa: 'Visa',
  MasterCard: 'MasterCard',
  Amex: 'Amex',
  Discover: 'Discover',
  JCB: 'JCB',
  DinersClub: 'DinersClub',
  /** As one SDK spells it. */
  DinnersClub: 'DinersClub',
  UnionPay: 'UnionPay',
  'Alipay+': 'Alipay+',
  Alipay: 'Alipay',
  WeChatPay: 'WeChatPay',
} as const satisfies Record<string, string>;

export const brandOf = (payMethodId: string): string => lookUp<string>(payMethods, payMethodId) ?? payMethodId;

/** `entry_model`, for the receipt. Source: SDK, Query Order. */
const entryModes = { '1': 'swipe', '2': 'chip', '3': 'contactless', '4': 'manual' } as const satisfies Record<string, string>;

export const entryModeOf = (entryModel: string): string => lookUp<string>(entryModes, entryModel) ?? entryModel;
