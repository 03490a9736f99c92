import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, sum } from './counts.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });

describe('the closing line', () => {
  it('counts tests that passed and failed', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed')],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1 });
  });
  it('counts a file that could not be loaded as a failure', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file('failed'), file('passed', 'passed')] };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1 });
  });
  it('never calls a run good that crashed, ran nothing, or ended badly', () => {
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countVitest({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countVitest({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1)).toEqual({ passed: 5, failed: 1 });
    expect(countPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });
  it('counts a browser test that only passed when repeated as a failure', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
    expect(countPlaywright(report, 1)).toEqual({ passed: 4, failed: 2 });
  });
  it('sums all parts', () => {
    expect(
      sum([
        { passed: 4, failed: 0 },
        { passed: 2, failed: 1 },
      ]),
    ).toEqual({ passed: 6, failed: 1 });
  });
});
