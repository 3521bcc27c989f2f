import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isUniqueViolation, SettingChanges, VendorRepository } from '@interlock/persistence';
import type { Author, Mode, SealedVendor } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import { newSerial, newSigningKey } from '../activation/key-rules.js';
import { AlreadyThere, VendorNotFound } from '../errors.js';
import { nextOf } from '../page.js';
import type { PageInput } from '../page.js';
import { given, repeatKey } from '../requests.js';
import type { Request } from '../requests.js';
import { auditedVendor, vendorView } from './vendor-view.js';
import type { VendorView } from './vendor-view.js';

export interface VendorInput {
  readonly name: string;
  /** Absent: one of our own. */
  readonly appId?: string | undefined;
}
export interface VendorPatch {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
}
/** With the key itself where this answer has made it. */
export type ShownVendor = VendorView & { readonly vendorKey?: string };

/** Vendors of terminals' software, as the platform sets them up: of the mode of its key. */
@Injectable()
export class Vendors {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly changes: SettingChanges,
    private readonly vendors: VendorRepository,
  ) {}

  /** Its key is shown by this answer alone: a repeat shows none. Throws `AlreadyThere`, `IdempotencyKeyReused`. */
  async create(request: Request, { name, appId }: VendorInput): Promise<Answer<ShownVendor>> {
    const { keyRing, newId } = this.runtime;
    const { mode } = request.author;
    const key = newSigningKey();
    const answer = await this.changes
      .change(request.author, repeatKey(keyRing, request, 'POST /v1/vendors', { name, appId }), async (transaction, at) => {
        const id = newId();
        const vendorSn = newSerial();
        const secrets = await this.vendors.seal(id, { key });
        const made = { id, mode, name, vendorSn, appId: appId ?? newSerial(), secrets, createdAt: at };
        const vendor = await this.vendors.insert(transaction, made);
        const subject = { type: 'vendor', id };
        return { action: 'vendor.create', subject, merchantId: null, before: null, after: auditedVendor(vendor, key), result: vendor };
      })
      .catch((error: unknown) => {
        if (isUniqueViolation(error, 'vendor_app_id_key')) throw new AlreadyThere('appId', 'is taken: choose another one');
        throw error;
      });
    return answer.replayed
      ? this.replayed(mode, answer.subjectId)
      : { view: { ...(await this.view(answer.result)), vendorKey: key }, replayed: false };
  }

  /** Throws `VendorNotFound`. */
  async change(author: Author, id: string, patch: VendorPatch): Promise<VendorView> {
    const vendor = await this.changes.changeNow(author, async (transaction, at) => {
      const before = await this.locked(transaction, author.mode, id);
      const after = await this.vendors.change(transaction, before, given(patch), at);
      const { key } = await this.vendors.open(before);
      return { ...changeOf('vendor.change', before, auditedVendor(before, key), auditedVendor(after, key)), result: after };
    });
    return this.view(vendor);
  }

  /**
   * A new key, shown by this answer alone; the present one signs beside it for so long, and an older one no more. Throws `VendorNotFound`,
   * `IdempotencyKeyReused`.
   */
  async rotateKey(request: Request, id: string, overlapSeconds: number): Promise<Answer<ShownVendor>> {
    const { author } = request;
    const newKey = newSigningKey();
    const path = `POST /v1/vendors/${id}/keys`;
    const answer = await this.changes.change(
      author,
      repeatKey(this.runtime.keyRing, request, path, { overlapSeconds }),
      async (transaction, at) => {
        const before = await this.locked(transaction, author.mode, id);
        const { key } = await this.vendors.open(before);
        const secrets = await this.vendors.seal(before.id, { key: newKey, previousKey: key });
        const previousUntil = new Date(at.getTime() + overlapSeconds * 1000);
        const after = await this.vendors.change(transaction, before, { secrets, previousUntil }, at);
        return { ...changeOf('vendor.rotate_key', before, auditedVendor(before, key), auditedVendor(after, newKey)), result: after };
      },
    );
    return answer.replayed
      ? this.replayed(author.mode, answer.subjectId)
      : { view: { ...(await this.view(answer.result)), vendorKey: newKey }, replayed: false };
  }

  /** Throws `VendorNotFound`. */
  async read(mode: Mode, id: string): Promise<VendorView> {
    const vendor = UUID.test(id) ? await this.vendors.find(mode, id) : undefined;
    if (vendor === undefined) throw new VendorNotFound();
    return this.view(vendor);
  }

  /** Newest first. */
  async list(mode: Mode, { cursor, limit }: PageInput): Promise<{ readonly vendors: VendorView[]; readonly nextCursor?: string }> {
    const found = await this.vendors.list(mode, cursor, limit + 1);
    const vendors = await Promise.all(found.slice(0, limit).map((vendor) => this.view(vendor)));
    return { vendors, ...nextOf(found, limit) };
  }

  private async replayed(mode: Mode, id: string): Promise<Answer<ShownVendor>> {
    return { view: await this.read(mode, id), replayed: true };
  }

  private async locked(transaction: Parameters<VendorRepository['lock']>[0], mode: Mode, id: string): Promise<SealedVendor> {
    const vendor = UUID.test(id) ? await this.vendors.lock(transaction, id) : undefined;
    if (vendor?.mode !== mode) throw new VendorNotFound();
    return vendor;
  }

  private async view(vendor: SealedVendor): Promise<VendorView> {
    return vendorView(vendor, (await this.vendors.open(vendor)).key, this.runtime.clock.now());
  }
}

function changeOf(action: string, { id, vendorSn }: SealedVendor, before: object, after: object) {
  return { action, subject: { type: 'vendor', id }, merchantId: null, before, after, stale: [{ kind: 'vendor' as const, id: vendorSn }] };
}
