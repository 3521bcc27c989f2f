import { describe, expect, it } from '@jest/globals';
import { missesOf, tryMessage, tryScenario, untried } from '@interlock/provider-kit/testing';
import { walletSubject } from './wallet-subject.js';

describe('The wallet stands every case of the conformance kit', () => {
  it.each(walletSubject.scenarios.map((scenario) => [scenario.label, scenario] as const))('%s', async (_, scenario) => {
    expect(missesOf(await tryScenario(walletSubject, scenario))).toEqual([]);
  });

  it.each(walletSubject.messages.map((message) => [message.label, message] as const))('notification: %s', async (_, message) => {
    expect(missesOf(await tryMessage(walletSubject, message))).toEqual([]);
  });

  it('everything that it declares is tried', () => {
    expect(untried(walletSubject)).toEqual([]);
  });
});
