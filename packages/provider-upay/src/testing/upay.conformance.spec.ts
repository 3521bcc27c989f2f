import { describe, expect, it } from '@jest/globals';
import { missesOf, tryMessage, tryScenario, untried } from '@interlock/provider-kit/testing';
import { upaySubject } from './upay-subject.js';

describe('Upay stands every case of the conformance kit', () => {
  it.each(upaySubject.scenarios.map((scenario) => [scenario.label, scenario] as const))('%s', async (_, scenario) => {
    expect(missesOf(await tryScenario(upaySubject, scenario))).toEqual([]);
  });

  it.each(upaySubject.messages.map((message) => [message.label, message] as const))('notification: %s', async (_, message) => {
    expect(missesOf(await tryMessage(upaySubject, message))).toEqual([]);
  });

  it('everything that it declares is tried', () => {
    expect(untried(upaySubject)).toEqual([]);
  });
});
