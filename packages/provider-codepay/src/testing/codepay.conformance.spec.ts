import { describe, expect, it } from '@jest/globals';
import { missesOf, tryMessage, tryScenario, untried } from '@interlock/provider-kit/testing';
import { codepaySubject } from './codepay-subject.js';

describe('CodePay stands every case of the conformance kit', () => {
  it.each(codepaySubject.scenarios.map((scenario) => [scenario.label, scenario] as const))('%s', async (_, scenario) => {
    expect(missesOf(await tryScenario(codepaySubject, scenario))).toEqual([]);
  });

  it.each(codepaySubject.messages.map((message) => [message.label, message] as const))('notification: %s', async (_, message) => {
    expect(missesOf(await tryMessage(codepaySubject, message))).toEqual([]);
  });

  it('everything that it declares is tried', () => {
    expect(untried(codepaySubject)).toEqual([]);
  });
});
