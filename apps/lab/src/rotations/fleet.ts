import { eventually, type Service } from '../system/index.js';

interface Gateway {
  readonly service: Service;
  readonly url: string;
}
interface Member extends Gateway {
  serving: boolean;
  running: number;
}

/** Gateways behind a balancer: they take turns, and one that is to be started again gets nothing new and is waited for. */
export class Fleet {
  readonly #members: readonly Member[];
  #turn = 0;

  constructor(gateways: readonly Gateway[]) {
    this.#members = gateways.map((gateway) => ({ ...gateway, serving: true, running: 0 }));
  }

  /** By the next one that serves. */
  async ask<Answer>(request: (url: string) => Promise<Answer>): Promise<Answer> {
    const serving = this.#members.filter((each) => each.serving);
    this.#turn += 1;
    const member = serving[this.#turn % serving.length];
    if (member === undefined) throw new Error('no gateway serves');
    member.running += 1;
    try {
      return await request(member.url);
    } finally {
      member.running -= 1;
    }
  }

  /** As for an update: at every moment all the others serve. */
  async restartOneByOne(): Promise<void> {
    for (const member of this.#members) {
      member.serving = false;
      await eventually(`${member.url} has answered everybody`, () => member.running === 0, { everyMs: 5 });
      await member.service.restart();
      member.serving = true;
    }
  }
}
