import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
const SUPPLY_BYTES = 256 * ID_BYTES;

/**
 * UUIDv7 (RFC 9562) that grow within a process, also within a millisecond: an order's operations are read in the order of their ids. A sale
 * takes eight of them, so random bytes come from a supply; asking the system for each costs more than all else about an id. A simulation
 * fills the supply from its seed.
 */
export function idMaker(now: () => number, fill: (supply: Uint8Array) => void = randomFillSync): () => string {
  const supply = new Uint8Array(SUPPLY_BYTES);
  let used = SUPPLY_BYTES;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (used === SUPPLY_BYTES) {
      fill(supply);
      used = 0;
    }
    const random = supply.subarray(used, (used += ID_BYTES));
    const at = now();
    if (at > msecs) {
      msecs = at;
      // Starts in the lower half of its 32 bits, so that a millisecond has room for two thousand million more.
      seq = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
    } else {
      // A clock that was put back is not followed.
      seq += 1;
    }
    return v7({ random, msecs, seq });
  };
}
