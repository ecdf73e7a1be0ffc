// Names the tests that passed at their second try alone: they are looked at like those that fail.
export default class Retried {
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky)
      console.log(`passed at the second try: ${test.module.relativeModuleId} ${test.fullName}`);
  }
}
