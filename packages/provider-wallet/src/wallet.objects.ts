import { z } from 'zod';

const text = (max: number, meaning: string) =>
  z
    .string()
    .min(1)
    .max(max)
    .describe(`${meaning}; at most ${String(max)} characters`);

/** Source: wallet OpenAPI, object dictionary, `Address`. */
const addressSchema = z.strictObject({
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166 alpha-2 code of the country or region'),
  state: text(8, 'State, county or province').optional(),
  city: text(32, 'City, district or town').optional(),
  address1: text(256, 'First line, such as the street').optional(),
  address2: text(256, 'Second line, such as the floor').optional(),
  zipCode: text(32, 'Postal code').optional(),
});

/** The members are those of the vendor's SDK; the document names only `store`, so the lengths are ours. */
const storeSchema = z.strictObject({
  referenceStoreId: text(64, "The store, by the merchant's own number"),
  storeName: text(256, "The store's name").optional(),
  storeMCC: text(32, 'Category code of the store').optional(),
  storeDisplayName: text(64, "The store's name as the payer sees it").optional(),
  storeTerminalId: text(64, 'Terminal in the store').optional(),
  storeOperatorId: text(64, 'Person at the terminal').optional(),
  storeAddress: addressSchema.optional().describe('Where the store is'),
  storePhoneNo: text(32, 'Telephone number of the store').optional(),
});

/** Who sells, as the payer's wallet shows it. Source: wallet OpenAPI, object dictionary, `Merchant`. */
export const merchantSchema = z.strictObject({
  referenceMerchantId: text(32, 'The seller, by our own number'),
  merchantMCC: text(32, 'Category code of the seller'),
  merchantName: text(256, "The seller's name"),
  merchantDisplayName: text(64, "The seller's name as the payer sees it").optional(),
  merchantAddress: addressSchema.optional().describe('Where the seller is'),
  store: storeSchema.optional().describe('The store of the sale'),
});

/** What the order's `device` does not say of where the payer pays. Source: wallet OpenAPI, object dictionary, `Env`. */
export const envSchema = z.strictObject({
  terminalType: z.enum(['MINI_APP', 'APP', 'WEB', 'WAP', 'SYSTEM']).optional().describe('What the payer shops in'),
  osType: z.enum(['IOS', 'ANDROID']).optional().describe("The device's system"),
  userAgent: text(1024, "The browser's User-Agent").optional(),
  cookieId: text(128, "The payer's cookie at the shop").optional(),
  storeTerminalId: text(64, 'Terminal in a store').optional(),
});

const userNameSchema = z.strictObject({
  firstName: text(32, 'First name').optional(),
  middleName: text(32, 'Middle name').optional(),
  lastName: text(32, 'Last name').optional(),
  fullName: text(128, 'Whole name').optional(),
});

/** Where the goods go. The members are those of the vendor's SDK; the document names only `shipping`, so the lengths are ours. */
export const shippingSchema = z.strictObject({
  shippingName: userNameSchema.optional().describe('Who receives the goods'),
  shippingAddress: addressSchema.optional().describe('Where the goods go'),
  shippingCarrier: text(128, 'Who carries them').optional(),
  shippingPhoneNo: text(32, "The receiver's telephone number").optional(),
});

/** What a good of the order's `goods` is beside its name, number and price. Source: wallet OpenAPI, object dictionary, `Goods`. */
export const goodsDetailsSchema = z.strictObject({
  referenceGoodsId: text(64, "The `id` of the order's good that this is about"),
  goodsCategory: text(64, 'Category').optional(),
  goodsBrand: text(64, 'Brand').optional(),
});
